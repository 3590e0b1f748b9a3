"""Further names under which readers look for a country: short, former and official ones.

CLDR lists some of them as alternatives, which Babel omits.
"""

from __future__ import annotations

from collections.abc import Mapping

_NAMES = """
AE: UAE, Emirates, Trucial States, الإمارات
BA: Bosnia, Bosnia and Herzegovina
BF: Upper Volta
BJ: Dahomey
BN: Brunei Darussalam
BO: Plurinational State of Bolivia
BY: Byelorussia, Belorussia, White Russia
BZ: British Honduras
CD: DRC, DR Congo, Democratic Republic of the Congo, Zaire, Zaïre
CF: CAR
CG: Republic of the Congo, Congo Republic
CI: Ivory Coast
CN: PRC, People’s Republic of China, Mainland China
CV: Cabo Verde, Cape Verde
CY: Republic of Cyprus
CZ: Czech Republic
DE: Federal Republic of Germany
ET: Abyssinia
FK: Falklands, Malvinas
FM: Federated States of Micronesia
GB: UK, U.K., Great Britain, Britain, England, Scotland, Wales, Northern Ireland, بريطانيا
GH: Gold Coast
GM: The Gambia
GW: Guinea Bissau
HK: Hong Kong
IE: Éire, Irish Republic
IR: Persia
JO: Transjordan
KG: Kirghizia, Kyrgyz Republic
KH: Kampuchea
KM: Comoro Islands
KN: Saint Kitts, St Kitts and Nevis
KP: DPRK, Democratic People’s Republic of Korea
KR: ROK, Republic of Korea
LA: Lao PDR, Lao People’s Democratic Republic
LC: Saint Lucia
LK: Ceylon
LS: Basutoland
LY: Libyan Arab Jamahiriya
MD: Moldavia
MK: FYROM, Former Yugoslav Republic of Macedonia
MM: Burma, Myanmar
MO: Macao
MW: Nyasaland
NL: Holland, The Netherlands
PH: The Philippines
PS: Palestine, فلسطين
PW: Belau
RU: Russian Federation
SA: KSA, السعودية
ST: Sao Tome and Principe
SY: Syrian Arab Republic
SZ: Swaziland
TH: Siam
TL: East Timor, Timor-Leste
TR: Turkey
TW: Chinese Taipei, Formosa, Republic of China
TZ: Tanganyika
US: USA, U.S.A., U.S., America, United States of America, أمريكا
VA: Holy See, Vatican
VC: Saint Vincent
VN: Viet Nam
VU: New Hebrides
WS: Western Samoa
YE: Yemen Arab Republic
ZM: Northern Rhodesia
ZW: Rhodesia
"""

COUNTRY_NAMES: Mapping[str, tuple[str, ...]] = {
    code: tuple(names.split(", ")) for code, names in (line.split(": ") for line in _NAMES.strip().splitlines())
}
