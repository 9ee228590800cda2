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


def without_literals(text):
    """The same text with the same line numbers, comments and literals blank."""
    return LITERAL.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)


SCOPE = re.compile(r"(^|\s)(namespace|extern\s*$|class|struct|union|enum)\b")
NAME = re.compile(r"(operator\s*[^\s(]+|operator\s*\(\)|~?[A-Za-z_][\w:~]*)\s*\(")


def kind_of(head):
    """What the brace after this text opens: 'scope', 'function' or 'value'."""
    flat = re.sub(r"\s+", " ", head).strip()
    flat = re.sub(r"^template ?<[^{}]*?> ?(?=class|struct|union|enum|auto|[\w:])", "", flat)
    if re.match(r"^(inline )?namespace\b|^extern\b *$", flat):
        return "scope"
    top = re.sub(r"operator ?(==|!=|<=>|<=|>=|=|\+=|-=)", "operator@", flat)
    assigned = re.search(r"(?<![=!<>])=(?!=)", re.sub(r"\([^()]*(\([^()]*\)[^()]*)*\)", "()", top))
    if assigned:
        return "function" if re.search(r"\[[^\]]*\]\s*(\(|mutable|$|<)", flat[flat.find("=") :]) else "value"
    if re.search(r"(^| )(class|struct|union|enum)\b", re.sub(r"\(.*", "", flat)):
        return "scope" if "(" not in re.sub(r"alignas ?\([^)]*\)|SAMEN_\w+ ?\([^)]*\)", "", flat) else "function"
    return "function" if "(" in flat else "value"


def cpp_functions(text):
    """Yields (name, first line, last line), lines counted from 1."""
    code = without_literals(text)
    line = [1]
    for character in code:  # line[i]: the line of character i
        line.append(line[-1] + (character == "\n"))
    found, scopes, position, start, parens = [], [], 0, 0, 0

    def close(at):
        depth = 0
        for index in range(at, len(code)):
            if code[index] == "{":
                depth += 1
            elif code[index] == "}":
                depth -= 1
                if depth == 0:
                    return index
        return len(code) - 1

    while position < len(code):
        character = code[position]
        if character == "(":
            parens += 1
        elif character == ")":
            parens -= 1
        elif character == ";" and parens == 0:
            start = position + 1
        elif character == ":" and parens == 0 and re.search(r"(public|private|protected)\s*$", code[start:position]):
            start = position + 1
        elif character == "}":
            if scopes:
                scopes.pop()
            start, parens = position + 1, 0
        elif character == "{":
            head = code[start:position]
            in_initialisers = re.search(r"\)\s*(noexcept\s*)?:(?!:)", head) and re.search(r"[\w>]\s*$", head)
            if parens > 0 or in_initialisers:
                if parens > 0 and re.search(r"\]\s*(\([^{}]*\))?[^{};]*$", head) and False:
                    pass
                position = close(position)
            else:
                kind = kind_of(head)
                if kind == "scope":
                    scopes.append(kind)
                    start = position + 1
                else:
                    end = close(position)
                    if kind == "function":
                        names = NAME.findall(head)
                        first = start + len(head) - len(head.lstrip())
                        constant = re.search(r"(\w+)\s*=", head)
                        name = names[0] if names else constant.group(1) if constant else "?"
                        if name.startswith("TEST") or name in ("RC_GTEST_PROP",):
                            arguments = re.search(r"\(([^)]*)\)", head)
                            name = ".".join(part.strip() for part in arguments.group(1).split(",")[:2])
                        found.append((name, line[first], line[end]))
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
