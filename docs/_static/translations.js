// Takes the place of Sphinx's own file for British English, whose plurals are empty: its search would stop at them.
Documentation.addTranslations({ locale: "en_GB", messages: {}, plural_expr: "(n != 1)" });
