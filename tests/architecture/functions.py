# SPDX-License-Identifier: Apache-2.0
"""Finds every function of a C++ or Python file with its first and last line.

The C++ reader counts braces over text without comments and literals. It knows namespaces, classes,
constructors with initialisers, default arguments in braces and lambdas kept in a constant; what is
written inside a function belongs to that function.
"""
import ast
import re

LITERAL = re.compile(
    r'//(?:\\\n|[^\n])*'                      # line comment
    r'|/\*.*?\*/'                             # block comment
    r'|(?:u8|[uUL])?R"(?P<mark>[^()\\\s]{0,16})\(.*?\)(?P=mark)"'
    r'|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9A-Fa-f])'(?:\\.|[^'\\\n])+'"   # not the separators of 1'000
    r'|^[ \t]*#(?:\\\n|[^\n])*',              # preprocessor line
    re.DOTALL | re.MULTILINE)
NAME = re.compile(r"(operator\s*[^\s(]+|operator\s*\(\)|~?[A-Za-z_][\w:~]*)\s*\(")
TYPE = re.compile(r"(^| )(class|struct|union|enum)\b")


def without_literals(text):
    """The same text with the same line numbers, comments and literals blank."""
    return LITERAL.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)


def close_of(code, at):
    """Where the brace that opens at `at` closes."""
    depth = 0
    for index in range(at, len(code)):
        depth += {"{": 1, "}": -1}.get(code[index], 0)
        if depth == 0:
            return index
    return len(code) - 1


def kind_of(head):
    """What the brace behind this text opens: 'scope', 'function' or 'value'."""
    flat = re.sub(r"\s+", " ", head).strip()
    flat = re.sub(r"^template ?<[^{}]*?> ?(?=class|struct|union|enum|auto|[\w:])", "", flat)
    if re.match(r"^(inline )?namespace\b|^extern\b *$", flat):
        return "scope"
    plain = re.sub(r"operator ?(==|!=|<=>|<=|>=|=|\+=|-=)", "operator@", flat)
    if re.search(r"(?<![=!<>])=(?!=)", re.sub(r"\([^()]*(\([^()]*\)[^()]*)*\)", "()", plain)):
        lambda_follows = re.search(r"\[[^\]]*\]\s*(\(|mutable|$|<)", flat[flat.find("="):])
        return "function" if lambda_follows else "value"
    if TYPE.search(re.sub(r"\(.*", "", flat)) and "(" not in re.sub(r"alignas ?\([^)]*\)", "", flat):
        return "scope"
    return "function" if "(" in flat else "value"


def name_of(head):
    names, constant = NAME.findall(head), re.search(r"(\w+)\s*=", head)
    name = names[0] if names else constant.group(1) if constant else "?"
    if name.startswith("TEST") or name.endswith("_PROP"):
        inside = re.search(r"\(([^)]*)\)", head).group(1)
        return ".".join(part.strip() for part in inside.split(",")[:2])
    return name


def cpp_functions(text):
    """(name, first line, last line) of each function; lines are counted from 1."""
    code = without_literals(text)
    found, position, start, parens = [], 0, 0, 0
    while position < len(code):
        character = code[position]
        head = code[start:position] if character in ":{" else ""
        if character in "()":
            parens += 1 if character == "(" else -1
        elif character == ";" and parens == 0:
            start = position + 1
        elif character == ":" and parens == 0 and head.split()[-1:] and \
                head.split()[-1] in ("public", "private", "protected"):
            start = position + 1
        elif character == "}":
            start, parens = position + 1, 0
        elif character == "{":
            initialiser = re.search(r"\)\s*(noexcept\s*)?:(?!:)", head) and re.search(r"[\w>]\s*$", head)
            if parens > 0 or initialiser:
                position = close_of(code, position)
            elif kind_of(head) == "scope":
                start = position + 1
            else:
                end = close_of(code, position)
                if kind_of(head) == "function":
                    first = start + len(head) - len(head.lstrip())
                    found.append((name_of(head), code.count("\n", 0, first) + 1,
                                  code.count("\n", 0, end) + 1))
                    start = end + 1
                position = end
        position += 1
    return found


def python_functions(text):
    return [(node.name, node.lineno, node.end_lineno) for node in ast.walk(ast.parse(text))
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]


def functions(path):
    text = path.read_text(encoding="utf-8")
    return python_functions(text) if path.suffix == ".py" else cpp_functions(text)
