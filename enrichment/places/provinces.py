"""The provinces of the Netherlands by the names that eight languages have for them, and as they are abbreviated; all folded."""

_PROVINCE_NAMES = {
    "Groningen": "groningen|gr|gn",
    "Fryslân": "fryslan|friesland|fr|фрисландия|фризландия|frisia",
    "Drenthe": "drenthe|dr|дренте",
    "Overijssel": "overijssel|ov|o|оверейсел|оверайсел",
    "Gelderland": "gelderland|gld|gl|geldria|geldrii|гелдерланд|gueldres|gelderlandban",
    "Flevoland": "flevoland|fl|флеволанд|flevolandban",
    "Utrecht": "utrecht|ut",
    "Noord-Holland": "noord holland|nh|north holland|nordholland|olanda de nord|holandia polnocna|holandii polnocnej|"
    "eszak holland|holanda septentrional|holanda del norte|северна холандия",
    "Zuid-Holland": "zuid holland|zh|south holland|sudholland|olanda de sud|holandia poludniowa|holandii poludniowej|"
    "del holland|holanda meridional|holanda del sur|южна холандия",
    "Zeeland": "zeeland|zl|z",
    "Noord-Brabant": "noord brabant|brabant|nb|brabancja|brabancji|brabante|брабант|north brabant|nordbrabant|brabantul|"
    "brabantul de nord|brabante septentrional|brabante del norte|brabancja polnocna|brabancji polnocnej|eszak brabant|"
    "северен брабант|brabantban",
    "Limburg": "limburg|lb|l|limburgban",
}
PROVINCES = {name: province for province, names in _PROVINCE_NAMES.items() for name in names.split("|")}
