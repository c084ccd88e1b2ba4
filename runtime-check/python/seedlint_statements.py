"""What each statement of the user's code reads, from its syntax: names, dotted chains, calls. With that the
comparison follows a value that differs back to the statement it came from."""
import ast
import linecache
import time
import types

_files = {}      # file -> {line: _Statement}
_MOST_LINES = 20000
_MOST_READS = 60


class _Statement:
    __slots__ = ("first", "last", "reads", "branch", "known")

    def __init__(self, first, last, reads, branch):
        self.first, self.last, self.reads, self.branch, self.known = first, last, reads, branch, None


def of(file, line, names):
    """The statement at this line, or None where the source cannot be read."""
    table = _files.get(file)
    if table is None:
        table = _files[file] = _parse(file, names)
    return table.get(line)


def _parse(file, names):
    table = {}
    try:
        lines = linecache.getlines(file, names)
        if not lines or len(lines) > _MOST_LINES:
            return table
        tree = ast.parse("".join(lines))
    except (SyntaxError, ValueError, RecursionError, OSError):
        return table
    for node in ast.walk(tree):  # outer statements come first, so an inner one replaces their lines
        if not isinstance(node, ast.stmt) or isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            continue
        parts, branch = _heads(node)
        body = getattr(node, "body", None)
        last = node.end_lineno
        if isinstance(body, list) and body:
            last = max(node.lineno, body[0].lineno - 1)
        statement = _Statement(node.lineno, last, _reads(parts), branch)
        for line in range(node.lineno, last + 1):
            table[line] = statement
    return table


def _heads(node):
    """What a statement evaluates itself, and whether that decides where the program goes."""
    if isinstance(node, (ast.If, ast.While)):
        return [node.test], True
    if isinstance(node, (ast.For, ast.AsyncFor)):
        return [node.iter], True
    if isinstance(node, (ast.With, ast.AsyncWith)):
        return [item.context_expr for item in node.items], False
    if isinstance(node, ast.Match):
        return [node.subject], True
    if isinstance(node, ast.Try) or type(node).__name__ == "TryStar":
        return [], False
    return [node], isinstance(node, ast.Assert)


def _chain(node):
    words = []
    while isinstance(node, ast.Attribute):
        words.append(node.attr)
        node = node.value
    if isinstance(node, ast.Name):
        return ".".join([node.id] + words[::-1])
    return None


def _reads(parts):
    found, inner = [], set()
    for part in parts:
        targets = {id(item) for node in ast.walk(part) if isinstance(node, ast.comprehension) for item in ast.walk(node.target)}
        for node in ast.walk(part):
            if id(node) in inner:
                continue
            text = None
            if isinstance(node, ast.Attribute):
                text = _chain(node)
                if text is None:
                    text = "?." + node.attr  # of something computed: only its name is known
                else:
                    deeper = node
                    while isinstance(deeper, ast.Attribute):
                        deeper = deeper.value
                        inner.add(id(deeper))
                if isinstance(node.ctx, ast.Store):
                    continue
            elif isinstance(node, ast.Name):
                if isinstance(node.ctx, ast.Load) or id(node) in targets:
                    text = node.id
            if text is not None and text not in found and len(found) < _MOST_READS:
                found.append(text)
    # What `x += y` changes it reads as well.
    for part in parts:
        if isinstance(part, ast.AugAssign):
            text = _chain(part.target)
            if text is not None and text not in found:
                found.append(text)
    return found


_CLOCKS = ("time", "monotonic", "perf_counter", "process_time", "thread_time", "clock_gettime")


def reads_clock(statement, local, other):
    """Whether the statement names a clock: a function of `time`, `timeit.default_timer`, or `now` of datetime's classes."""
    for chain in statement.reads:
        words = chain.split(".")
        value = local.get(words[0], other.get(words[0]))
        for word in words[1:]:
            if not isinstance(value, (types.ModuleType, type)):
                value = None
                break
            owner, value = value, getattr(value, word, None)
            if isinstance(owner, type) and owner.__module__ == "datetime" and word in ("now", "utcnow", "today"):
                return True
        if isinstance(value, (types.BuiltinFunctionType, types.FunctionType)) and value.__name__.removesuffix("_ns") in _CLOCKS \
                and value is getattr(time, value.__name__, None):
            return True
    return False


_PLAIN = (types.ModuleType, types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.MethodDescriptorType, type)
_missing = object()


def opaque(statement, local, other, is_user, is_known):
    """Whether the statement reads something whose value nobody follows: an iterator, a file, an object of a class."""
    for chain in statement.reads:
        words = chain.split(".")
        if words[0] == "?":
            continue
        value = local.get(words[0], _missing)
        if value is _missing:
            value = other.get(words[0], _missing)
        if value is _missing:
            continue  # a builtin, or a name this statement gives its first value
        unknown = not (isinstance(value, _PLAIN) or is_known(value))
        for word in words[1:]:
            fields = getattr(value, "__dict__", None)
            if not isinstance(fields, (dict, types.MappingProxyType)) or word not in fields:
                if isinstance(value, _PLAIN):
                    break
                # A method: of a followed value it is no news; of an object its own lines are followed where they are the user's.
                method = getattr(type(value), word, None)
                unknown = not is_known(value) and not (isinstance(method, types.FunctionType) and is_user(method.__code__))
                break
            value = fields[word]
            unknown = not (isinstance(value, _PLAIN) or is_known(value))
        if unknown:
            return True
    return False
