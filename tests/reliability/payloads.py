"""Words that would do harm wherever a page, a script, a template, a typesetter or a path took them for its own."""

from __future__ import annotations

RUN = "window.harm=1"
ELSEWHERE = "https://elsewhere.example/harm"

WORDS = (
    # HTML and JavaScript
    f"<script>{RUN}</script>",
    f'"><img src=x onerror={RUN}>',
    f"'><svg onload={RUN}>",
    f"</title><script>{RUN}</script>",
    f"</script><script>{RUN}</script>",
    f"</textarea><script>{RUN}</script>",
    f"--><script>{RUN}</script>",
    f"]]><script>{RUN}</script>",
    f'" onmouseover="{RUN}" autofocus onfocus="{RUN}',
    f"' onmouseover='{RUN}' autofocus onfocus='{RUN}",
    f"javascript:{RUN}",
    f"\\u003cscript\\u003e{RUN}\\u003c/script\\u003e",
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"&#60;script&#62;{RUN}&#60;/script&#62;",
    f"`;{RUN};//",
    f"';{RUN};//",
    f'";{RUN};//',
    "\u2028\u2029</script>",
    f"<iframe src={ELSEWHERE}></iframe>",
    f"<img src={ELSEWHERE}.png>",
    f"<link rel=stylesheet href={ELSEWHERE}.css>",
    f'<meta http-equiv=refresh content="0;url={ELSEWHERE}">',
    f"<style>@import '{ELSEWHERE}'</style>",
    "<base href=https://elsewhere.example/>",
    f"<form action={ELSEWHERE}><button>Go</button></form>",
    "<!--",
    "<plaintext>",
    # Markdown
    f"[harm](javascript:{RUN})",
    f"![harm]({ELSEWHERE}.png)",
    f"<javascript:{RUN}>",
    f'[harm]: {ELSEWHERE} "harm"',
    # templates
    "{{ 7*7 }}{% raw %}",
    "{{ self.__init__.__globals__ }}",
    "${7*7}#{7*7}<%= 7*7 %>",
    "{0.__class__}{title.__class__}%(title)s%n",
    # Typst and LaTeX
    '#panic("harm")',
    '#read("/etc/passwd")',
    "$ x $ @nosuch <label> */ // = harm",
    r"\input{/etc/passwd}\write18{id}",
    r"}\end{document}%",
    # spreadsheets, XML and paths
    f'=HYPERLINK("{ELSEWHERE}")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;',
    "<![CDATA[<script>",
    "../../../../etc/passwd",
    r"..\..\..\windows\win.ini",
    "%2e%2e%2f%2e%2e%2fetc%2fpasswd%00",
    # the direction of letters
    "\u202eharm\u202c\u2066harm",
)
ADDRESSES = (
    f"javascript:{RUN}",
    f"JaVaScRiPt:{RUN}",
    f" javascript:{RUN}",
    f"java\tscript:{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    f"vbscript:{RUN}",
    "file:///etc/passwd",
    "//elsewhere.example/harm",
    "/etc/passwd",
    "../../conf.py",
    f'https://elsewhere.example/"onmouseover="{RUN}',
    f"https://elsewhere.example/'><script>{RUN}</script>",
    "https://elsewhere.example/{{7*7}}#{x}",
    f'mailto:x@elsewhere.example?subject="><script>{RUN}</script>',
    "http://[::1",
    "http://",
    "https:elsewhere.example",
    "blob:https://elsewhere.example/1",
)
FILES = (
    "../../conf.py",
    "../conf.py",
    "/etc/passwd",
    "link.pdf",
    "linked/passwd",
    "inner/../../../conf.py",
    "..%2f..%2fconf.py",
    "x" * 5000,
    "inner",
    "",
)
