"""With what words an offer is refused: patterns over words with one blank between, which refusals.py reads."""

from collections.abc import Mapping

Words = Mapping[str, tuple[str, ...]]  # language -> patterns

BEHIND: Words = {  # behind it
    "nl": (
        r"(?:niet|nooit|geen)(?: \w+){0,3} (?:kaart|menu|menukaart|lijst|lijstje|mogelijkheden|aanbod|optie|sprake)",
        r"zit(?:ten)? er (?:\w+ )?niet in",
        r"(?:geldt|gelden|bestaat|bestaan) (?:\w+ ){0,3}niet",
        r"ben ik (?:\w+ )?niet$",
        r"(?:doe|bied|werk|ontvang) ik (?:\w+ ){0,3}(?:niet|nooit)",
        r"uitgesloten",
        r"taboe",
        r"verkeerde adres",
        r"(?:zit|ben) (?:je )?(?:hier|bij mij) (?:fout|verkeerd)",
        r"no go",
        r"weiger ik\b(?! niets| niks)",
        r"wijs ik (?:\w+ )?af",
        r"(?:kun|kan|mag) je (?:wel )?vergeten",
        r"nee$",
    ),
    "en": (
        r"(?:not|never|isn t|aren t|ain t)(?: \w+){0,3} (?:menu|table|cards|list|option|offer|offered|thing|style|possible)",
        r"(?:not|never|isn t|aren t|ain t)(?: \w+){0,3} (?:provided|something)",
        r"off (?:the|my) (?:menu|table|cards|list)",
        r"off limits",
        r"out of the question",
        r"ruled out",
        r"no go",
        r"(?:will not|won t)(?: ever)? (?:happen|be (?:done|discussed|offered|considered))",
        r"i (?:do not|don t|will not|won t|never) (?:do|offer|provide|consider|work)",
        r"i am not$",
        r"(?:requests|questions|messages) (?:\w+ ){0,2}(?:blocked|ignored|refused|declined)",
        r"no$",
    ),
    "pl": (
        r"nie (?:\w+ ){0,2}(?:menu|ofercie|oferty|oferuje|opcja|gre|robie|pracuje|mowy|u mnie|dla mnie)",
        r"nie wchodzi",
        r"odpada",
        r"wykluczon[aey]",
        r"odmawiam",
        r"nie$",
    ),
    "ro": (
        r"nu (?:\w+ ){0,3}(?:meniu|meniul|optiune|discutie|oferta|stilul|genul|mine|disponibila)",
        r"nu (?:ofer|fac|lucrez|practic)",
        r"iese din discutie",
        r"exclus[ae]?",
        r"nu$",
    ),
    "bg": (
        r"не (?:\w+ ){0,3}(?:менюто|вариант|опция|мен|разположение)",
        r"не (?:предлагам|правя|работя|приемам)",
        r"няма как",
        r"изключен[аои]?",
        r"отказвам",
        r"не$",
    ),
    "hu": (
        r"(?:nincs|nem|sem|sincs)(?: \w+){0,3} (?:étlapon|menün|listán|opció)",
        r"szóba sem? jöhet",
        r"kizárt",
        r"tabu",
        r"nincs$",
        r"nem$",
        r"nem (?:vállal\w*|csinál\w*|dolgozom|fogadok|elérhető|vagyok elérhető)",
    ),
    "es": (
        r"no (?:\w+ ){0,3}(?:menú|carta|opción|lista|mío|ofrezco|hago|trabajo|atiendo)",
        r"(?:descartad|excluid)[ao]s?",
        r"ni (?:hablar|pensarlo|en broma)",
    ),
    "de": (
        r"(?:nicht|nie|keine)(?: \w+){0,3} (?:Karte|Menü|Liste|Frage|infrage|Programm|Angebot|Option|mein Ding)",
        r"ausgeschlossen",
        r"tabu",
        r"no go",
        r"gibt (?:es|s) (?:\w+ ){0,2}nicht",
        r"(?:biete|mache|arbeite|bin) ich (?:\w+ ){0,3}nicht",
        r"lehne ich (?:\w+ )?ab",
        r"kannst du (?:\w+ )?vergessen",
        r"nein$",
    ),
}
BEFORE: Words = {  # before it, a few words between
    "nl": (r"(?:ik weiger|weiger ik)",),
    "en": (r"\bi (?:refuse|decline|reject)",),
    "pl": (r"(?:odmawiam|wykluczam)",),
    "ro": (r"(?:^|\beu )(?:refuz|exclud)",),
    "bg": (r"(?:отказвам|изключвам)",),
    "hu": (r"(?:visszautasítom|elutasítom|kizárom)",),
    "es": (r"(?:^|\byo )(?:rechazo|descarto)",),
    "de": (r"(?:ich lehne|lehne ich|ich verweigere)",),
}
ANSWER: Words = {  # the whole clause behind it
    "nl": (
        r"(?:is|zit|ben je) (?:hier|bij mij) (?:fout|verkeerd|aan het verkeerde adres)",
        r"(?:hier|bij mij) (?:dus )?niet",
        r"niet (?:hier|bij mij)",
        r"vergeet het(?: maar)?",
        r"uitgesloten",
        r"geen sprake van",
        r"kennen we hier niet",
        r"(?:dat|dit) (?:doe|bied) ik (?:\w+ )?(?:niet|nooit)(?: aan)?",
    ),
    "en": (
        r"not (?:here|with me|at my place)",
        r"forget it",
        r"out of the question",
        r"(?:that|this) (?:is not|s not|isn t) (?:me|my thing|for me)",
        r"no way",
        r"absolutely not",
        r"(?:that|this) (?:is|s) (?:not something|something i (?:do not|don t|never)) (?:i )?(?:do|offer)",
        r"i (?:do not|don t|never) (?:do|offer) that",
    ),
    "pl": (
        r"nie (?:u mnie|tutaj|ze mną)",
        r"u mnie nie",
        r"zapomnij",
        r"wykluczone",
        r"nie ma mowy",
        r"tego nie (?:robię|oferuję)",
    ),
    "ro": (
        r"nu (?:la mine|aici|cu mine)",
        r"la mine nu",
        r"exclus",
        r"nici vorbă",
        r"nici gând",
        r"asta nu (?:fac|ofer)",
    ),
    "bg": (
        r"не (?:при|с) мен",
        r"при мен не",
        r"не тук",
        r"забрави",
        r"изключено",
        r"и дума да не става",
        r"това не (?:правя|предлагам)",
    ),
    "hu": (
        r"(?:nálam|itt) nem",
        r"felejtsd el",
        r"kizárt",
        r"szó sem lehet róla",
        r"(?:azt|ezt) nem (?:csinálom|vállalom)",
    ),
    "es": (
        r"(?:aquí|conmigo) no",
        r"olvídalo",
        r"ni hablar",
        r"descartado",
        r"eso no lo (?:hago|ofrezco)",
    ),
    "de": (
        r"(?:hier|bei mir) nicht",
        r"nicht (?:hier|bei mir|mit mir)",
        r"vergiss es",
        r"ausgeschlossen",
        r"auf keinen Fall",
        r"das (?:mache|biete) ich nicht(?: an)?",
    ),
}
HEADS: Words = {  # before the colon of a list
    "nl": (
        r"(?:ik|wij|we) (?:\w+ )?(?:niet|nooit) (?:doe|doen|bied|bieden|aanbied|aanbieden|vraag|vragen)(?: aan)?",
        r"(?:doe|bied) ik (?:\w+ )?(?:niet|nooit)(?: aan)?",
        r"niet op (?:de|mijn|het) (?:kaart|menukaart|lijst|menu)",
        r"taboes",
        r"no go s",
        r"mijn grenzen",
        r"^(?:niet|nooit|nee)",
    ),
    "en": (
        r"(?:i|we) (?:do not|don t|will not|won t|never|cannot|can t) (?:do|offer|provide|perform|ask for)",
        r"not on (?:my|the|our) menu",
        r"not (?:offered|on offer)",
        r"off (?:the|my) menu",
        r"off limits",
        r"no go s",
        r"no gos",
        r"(?:hard|my) limits",
        r"taboos",
        r"don ts",
        r"^(?:never|no)",
    ),
    "pl": (
        r"nie (?:robię|oferuję|świadczę|robimy|oferujemy|wykonuję)",
        r"nie ma w (?:mojej )?ofercie",
        r"tabu",
        r"moje granice",
        r"^(?:nigdy|nie)",
    ),
    "ro": (
        r"nu (?:fac|ofer|practic|facem|oferim)",
        r"nu (?:e|este|sunt) în (?:meniu|ofertă)",
        r"tabuuri",
        r"limitele mele",
        r"^(?:niciodată|nu)",
    ),
    "bg": (
        r"не (?:правя|предлагам|правим|предлагаме)",
        r"не е в менюто",
        r"табута",
        r"моите граници",
        r"^(?:никога|не)",
    ),
    "hu": (
        r"nem (?:csinál\w*|vállal\w*)",
        r"nincs az étlapon",
        r"tabuim",
        r"tabuk",
        r"határaim",
        r"^(?:soha|nem)",
    ),
    "es": (
        r"no (?:hago|ofrezco|practico|hacemos|ofrecemos)",
        r"no está en (?:el|mi) menú",
        r"tabúes",
        r"mis límites",
        r"^(?:nunca|no)",
    ),
    "de": (
        r"ich nicht (?:mache|anbiete|tue)",
        r"(?:mache|biete) ich nicht(?: an)?",
        r"nicht im (?:Angebot|Programm|Service)",
        r"tabus?",
        r"no gos",
        r"meine grenzen",
        r"^(?:niemals|nie|nein)",
    ),
}
NONE = "geen niets niks enkele none nothing no at all brak żadnych nic niciuna nimic няма никакви nincs semmi ninguno nada keine nichts"
MARKS = (
    "isn verkeerde verkeerd fout "
    "absolutely ausgeschlossen decline descartada descartadas descartado descartados descarto elutasitom eso exclud "
    "excluida excluidas excluido excluidos exclus exclusa excluse felejtsd forget geen go iese keine keinen kizarom "
    "kizart lehne messages nee nein nem never ni nicht nici nie niet nincs no nooit not nu odmawiam odpada off "
    "olvidalo out questions rechazo refuse refuz reject requests ruled sem sincs sprake szo szoba t taboe tabu "
    "uitgesloten vergeet vergessen vergeten vergiss verweigere visszautasitom weiger wijs wykluczam wykluczona "
    "wykluczone wykluczony zapomnij дума забрави изключвам изключен изключена изключени изключено не няма отказвам "
)  # without one of these nothing is refused
