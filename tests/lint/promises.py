#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every message that promises people something names the test that keeps the promise.

Usage: promises.py ROOT. A message promises when a word of PROMISES stands in it in any language: what
is kept, erased or seen, by whom, always or never. tests/promises.tsv has a line for each: the message
(or several, with *) TAB the test, or "- why it promises nothing". Fails on a promise without a line,
a line without a promise, and a test that is not there.
"""
import fnmatch
import json
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from known_tests import KnownTests  # noqa: E402

PROMISES = {
    "nl": r"\b(bewaard|bewaren|gewist|wissen|wis je|wist|weghalen|verdwijn\w*|nooit|altijd|veilig\w*|"
          r"alleen medewerkers|pas als|op slot|niemand)\b",
    "en": r"\b(kept|keep nothing|erased?|removed?|disappears?|never|always|safely|only staff|only when|locked|nobody)\b",
    "ar": r"محفوظ|يُحفظ|مسح|حذف|يختفي|دائمًا|أبدًا|فقط|إلا إذا|يُقفل",
    "ti": r"ተዓቂ|ድምስስ|ደምስስ|ይጠፍእ|ኩሉ ግዜ|ጥራይ|ይቝለፍ",
    "tr": r"sakla|sildir|siline|silin|her zaman|hiçbir zaman|yalnız|ancak|kilitlenir",
    "fa": r"نگه داشته|پاک می|پاک کن|پاک شد|همیشه|هرگز|فقط|تنها وقتی|قفل می",
    "ckb": r"ھەڵدەگ|ھەڵگیر|ھەڵناگ|ھەڵنەگ|دەسڕ|بیسڕ|بسڕ|سڕینەوە|سڕایەوە|ھەمیشە|ھەرگیز|تەنھا|قفڵ|پارێزراو|کەس نا",
    "ps": r"ساتل|نه ساتو|پاکېږ|پاکوو|پاکول|پاکې? کړئ|پاکې? شو|پاک شي|\bتل\b|هیڅکله|یوازې|قلف|خوندي|هیڅوک",
    "prs": r"نگه داشته|نگه نمی|نگه نداشت|پاک می|پاک کن|پاک شد|همیشه|هرگز|فقط|قفل می|امن نگه|دیده نمی",
    "fr": r"\b(gard(er|é|ée|és|ées|ons)\b|effac|dispara|toujours|jamais|seulement|seule l’équipe|verrouillé|"
          r"en sécurité|(?<!cette )personne ne|à personne)",
    "kmr": r"\b(\w*parast\w*|\w*parêz\w*|jêbir\w*|jê [bd]ib\w+|namîn\w*|bi xwe diçin|her tim|tu car|qet|(?<!bi )tenê|"
           r"kilît\w*|ewle\w*|kes nikare|kesî nedin|kesek din nebîne)",
    "es": r"\b(guard\w*|borr\w*|desaparece\w*|siempre|nunca|solo|nadie|con llave|segur[ao]s?)\b",
    "so": r"kayd(i|sa)|tirtir|baxayaan|mar walba|weligi|keliya|quful|ammaan|cidna|qof kale u arag",
    "ru": r"сохран|стира|стёр|стер|исчез|всегда|никогда|(?<!с)только|на ключ|надёжн|никто|никому",
    "uk": r"збереж|видал|завжди|ніколи|лише|тільки|замика",
}
# What staff read about others, not what people are promised.
OF_STAFF = re.compile(r"^(staff|caution|whynot|decline|reason)\.")


def promising(root):
    """{message: languages in which it promises}; languages without words of their own."""
    found, dumb = {}, []
    for path in sorted((root / "assets" / "locales").glob("*.json")):
        language = path.stem
        if language not in PROMISES:
            dumb.append(language)
            continue
        word = re.compile(PROMISES[language], re.I)
        for key, entry in json.loads(path.read_text(encoding="utf-8")).items():
            if key.startswith("_") or OF_STAFF.match(key):
                continue
            if word.search(entry["text"]):
                found.setdefault(key, []).append(language)
    return found, dumb


def main(root):
    found, dumb = promising(root)
    problems = [f"{language}: no promising words are known; add them to promises.py" for language in dumb]
    tests = KnownTests(root)
    rows = []
    for number, line in enumerate((root / "tests" / "promises.tsv").read_text().splitlines()[1:], 2):
        parts = line.split("\t")
        if len(parts) != 2 or not all(parts):
            problems.append(f"promises.tsv:{number}: expected a message, a tab and a test")
            continue
        rows.append(parts)
        if not any(fnmatch.fnmatchcase(key, parts[0]) for key in found):
            problems.append(f"promises.tsv:{number}: {parts[0]} promises nothing any more")
        if not parts[1].startswith("- ") and parts[1] not in tests:
            problems.append(f"promises.tsv:{number}: there is no test {parts[1]}")
    kept = 0
    for key, languages in sorted(found.items()):
        named = [test for pattern, test in rows if fnmatch.fnmatchcase(key, pattern)]
        if not named:
            problems.append(f"{key}: promises something ({', '.join(languages)}), and no test is named "
                            "in tests/promises.tsv")
        kept += any(not test.startswith("- ") for test in named)
    for problem in problems:
        print(problem)
    print(f"{kept} promises, each with its test; {len(found) - kept} messages that promise nothing; "
          f"{len(problems)} problems")
    return 1 if problems or not kept else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
