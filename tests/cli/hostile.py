"""Python programs that no person writes and every linter meets: generated, since they are too large to keep. Each is a
program of its own, a script at top level. Python itself refuses the deepest; they are met all the same."""

SEEDED_LATE = '''
import torch
from torch import nn
late_model = nn.Linear(2, 2)
torch.manual_seed(0)
late_model(torch.ones(1, 2)).sum().backward()
'''


def lines(count, form):
    return "".join(form.format(i=i) + "\n" for i in range(count))


def nested(count, opening, closing, inner="1"):
    return "x = " + opening * count + inner + closing * count + "\n"


def indented(count, head, last):
    """`head` nested `count` levels deep, each a single space further in."""
    return "".join(" " * i + head.format(i=i) + "\n" for i in range(count)) + " " * count + last + "\n"


def import_cycle(count):
    """Modules that import each other in a ring and hand one function round."""
    files = {f"ring/m{i}.py": f"from ring import m{(i + 1) % count}\n\n\ndef go(n):\n    return m{(i + 1) % count}.go(n - 1) if n else n\n"
             for i in range(count)}
    files["ring/__init__.py"] = ""
    return files


PROGRAMS = {
    "brackets": nested(100_000, "[", "]"),
    "open_brackets": "x = " + "(" * 100_000,
    "closing_brackets": "x = 1\n" + ")" * 100_000 + "\n",
    "mixed_brackets": "x = " + "([{" * 33_333 + "\n",
    "calls": nested(50_000, "f(", ")"),
    "subscripts": "x = a" + "[0]" * 50_000 + "\n",
    "attributes": "import torch\nx = torch" + ".a" * 10_000 + "\n",
    "call_chain": "import torch\nx = torch.ones(1)" + ".to(0)" * 10_000 + "\n",
    "unary": "x = " + "not " * 50_000 + "1\n",
    "minus": "x = " + "-" * 50_000 + "1\n",
    "sums": "x = 1" + " + 1" * 50_000 + "\n",
    "powers": "x = 1" + " ** 1" * 50_000 + "\n",
    "comparisons": "x = 1" + " < 1" * 50_000 + "\n",
    "or_chain": "x = a" + " or a" * 50_000 + "\n",
    "ternaries": "x = " + "1 if a else " * 20_000 + "1\n",
    "lambdas": "x = " + "lambda: " * 20_000 + "1\n",
    "lambda_calls": "x = " + "(lambda: " * 5_000 + "1" + ")()" * 5_000 + "\n",
    "comprehensions": "x = " + "[" * 2_000 + "1" + " for a in b]" * 2_000 + "\n",
    "comprehension_clauses": "x = [1" + " for a in b" * 20_000 + "]\n",
    "f_strings": "x = " + "f'{" * 10_000 + "1" + "}'" * 10_000 + "\n",
    "awaits": "async def f():\n    " + "await " * 20_000 + "x\n",
    "stars": "f(" + "*a, " * 50_000 + ")\n",
    "decorators": lines(10_000, "@d{i}") + "def f(): pass\nf()\n",
    "assignments": "x = " * 50_000 + "1\n",
    "unpacking": "(" * 10_000 + "a" + ",)" * 10_000 + " = x\n",
    "statements": "def f():\n" + lines(10_000, "    a{i} = g({i})") + "f()\n",
    "draws": "import torch\ndef f():\n" + lines(10_000, "    a{i} = torch.rand({i})") + "f()\n",
    "one_line": "x = 1;" * 50_000 + "\n",
    "branches": "import sys\na = len(sys.argv)\nif a == -1:\n    pass\n" + lines(10_000, "elif a == {i}:\n    x = {i}"),
    "returns": "def f(a):\n" + lines(10_000, "    if a == {i}: return {i}") + "f(1)\n",
    "draws_in_branches": "import sys, torch\na = len(sys.argv)\n" + lines(5_000, "if a == {i}: torch.rand({i})"),
    "seeds_in_branches": "import sys, torch\na = len(sys.argv)\n" + lines(2_000, "if a == {i}: torch.manual_seed({i})"),
    "cases": "import sys\nmatch len(sys.argv):\n" + lines(10_000, "    case {i}:\n        x = {i}"),
    "patterns": "match x:\n    case " + "[" * 10_000 + "a" + "]" * 10_000 + ":\n        pass\n",
    "deep_ifs": indented(2_000, "if a:", "x = 1"),
    "deep_loops": indented(500, "for i{i} in a:", "x = 1"),
    "deep_whiles": indented(500, "while a:", "x = 1"),
    "deep_tries": "".join(" " * i + "try:\n" for i in range(500)) + " " * 500 + "x = 1\n" + "".join(" " * i + "finally: pass\n" for i in reversed(range(500))),
    "deep_withs": indented(2_000, "with a:", "x = 1"),
    "deep_functions": indented(2_000, "def f():", "pass"),
    "deep_classes": indented(2_000, "class C:", "x = 1"),
    "many_functions": lines(10_000, "def f{i}():\n    return f{i}"),
    "many_classes": lines(10_000, "class C{i}:\n    def m(self): return self.m()\nC{i}().m()"),
    "call_ladder": "import torch\n" + "def f0(): return torch.rand(1)\n" + "".join(f"def f{i}(): return f{i - 1}()\n" for i in range(1, 3_000)) + "f2999()\n",
    "call_tree": "import torch\n" + "def f0(): return torch.rand(1)\n" + "".join(f"def f{i}(): return f{i - 1}(), f{i - 1}()\n" for i in range(1, 60)) + "f59()\n",
    "call_tree_of_arguments": "import torch\n" + "def f0(x): return torch.rand(x)\n" + "".join(f"def f{i}(x): return f{i - 1}(x), f{i - 1}((x, {i}))\n" for i in range(1, 60)) + "f59(1)\n",
    "callback_tree": "def f(g, n):\n    f(lambda: g(), n)\n    f(lambda: (g(), g()), n)\n    return g()\nf(lambda: 1, 2)\n",
    "long_hierarchy": "class C0: pass\n" + "".join(f"class C{i}(C{i - 1}):\n    def __init__(self): super().__init__()\n" for i in range(1, 2_000)) + "C1999()\n",
    "diamonds": "class A0: pass\nclass B0: pass\n" + "".join(f"class A{i}(A{i - 1}, B{i - 1}): pass\nclass B{i}(A{i - 1}, B{i - 1}): pass\n" for i in range(1, 60)) + "A59().x\n",
    "many_bases": lines(2_000, "class B{i}: pass") + "class C(" + ", ".join(f"B{i}" for i in range(2_000)) + "): pass\nC().x\n",
    "list": "x = [" + "1, " * 50_000 + "]\nfor i in x: print(i)\n",
    "dictionary": "x = {" + "".join(f"'k{i}': {i}, " for i in range(50_000)) + "}\nprint(x['k3'])\n",
    "nested_dictionary": "x = " + "{'a': " * 10_000 + "1" + "}" * 10_000 + "\n",
    "string": "x = '" + "a" * 2_000_000 + "'\n",
    "string_pieces": "x = (" + "'a' " * 100_000 + ")\n",
    "number": "x = " + "9" * 200_000 + "\nimport torch\ntorch.manual_seed(x)\n",
    "shift": "import torch\nx = 1 << 1 << 4000000000\ntorch.manual_seed(10 ** 10 ** 10)\ny = 'a' * 10 ** 12\nz = [0] * 10 ** 12\n-(-9223372036854775808)\n(-9223372036854775808) // -1\n(-9223372036854775808) % -1\n1 // 0\n1 % 0\n1 << -1\n",
    "names": "import " + ", ".join(f"a{i}" for i in range(20_000)) + "\n",
    "long_name": "import " + "a" * 500_000 + "\n" + "a" * 500_000 + "()\n",
    "parameters": "def f(" + ", ".join(f"a{i}=0" for i in range(5_000)) + "): return a1\nf(" + ", ".join(f"a{i}={i}" for i in range(5_000)) + ")\n",
    "comments": "# x\n" * 500_000,
    "backslashes": "x = 1" + " + \\\n1" * 50_000 + "\n",
    "blank": "\n" * 2_000_000,
    "unfinished_string": "x = '''\n" + "a\n" * 100_000,
    "unfinished_strings": "x = '\n" * 100_000,
    "unfinished_definitions": "def f(\n" * 20_000,
    "unfinished_classes": "class C(\n" * 20_000,
    "ats": "@" * 100_000,
    "colons": ":" * 100_000,
    "indentation": "".join(" " * (i % 97) + "x\n" for i in range(50_000)),
    "globals": "def f():\n" + lines(5_000, "    global g{i}\n    g{i} = {i}") + "f()\n",
    "deletions": "x = 1\n" + "del x\n" * 10_000,
    "format": "x = '{}'.format(" + "x, " * 20_000 + ")\n",
    "fields": "class C: pass\nc = C()\n" + lines(10_000, "c.a{i} = {i}") + "print(c.a77)\n",
    "argparse": "import argparse\np = argparse.ArgumentParser()\n" + lines(5_000, "p.add_argument('--a{i}', type=int, default={i})") + "args = p.parse_args()\nprint(args.a1)\n",
    "growing": "x = []\nfor i in range(10):\n" + lines(200, "    x = [x, x, {i}]") + "print(x)\n",
    "growing_text": "x = 'a'\n" + "x = x + x\n" * 200,
    "growing_tuple": "x = (1,)\n" + "x = x + x\n" * 200,
    "growing_number": "x = 3\n" + "x = x * x\n" * 200,
    "generators": "def g():\n    yield from g()\nfor x in g(): pass\n" + "def h():\n    while True:\n        yield h()\nnext(h())\n",
}

# What follows these in the same file is lost: they never close a bracket, seed before it, or use up what one program may.
ENDS = {"open_brackets", "mixed_brackets", "f_strings", "unfinished_definitions", "unfinished_classes", "ats",
        "seeds_in_branches", "number", "shift", "call_tree_of_arguments"}

# Programs that never end, or define a thing by itself.
RECURSION = {
    "direct": "def f(n): return f(n - 1)\nf(3)\n",
    "growing": "def f(n, x=()): return f(n - 1, (x, n))\nf(3)\n",
    "mutual": "def f(n): return g(n)\ndef g(n): return h(n) or f(n)\ndef h(n): return f(n), g(n)\nf(1)\n",
    "method": "class C:\n    def m(self): return C().m()\nC().m()\n",
    "constructor": "class C:\n    def __init__(self): self.c = C()\nC()\n",
    "field": "class C:\n    def __init__(self): self.c = self\nc = C()\nc.c.c.c.c.m()\nx = []\nx.append(x)\nd = {}\nd['d'] = d\nprint(x, d, x[0][0][0])\n",
    "property": "class C:\n    @property\n    def p(self): return self.p\nC().p\n",
    "getattr": "class C:\n    def __getattr__(self, name): return getattr(self, name + 'x')\nC().a.b.c\n",
    "call": "class C:\n    def __call__(self, *a): return self(self, *a)\nC()()\n",
    "decorator": "def d(f): return d(d)(f)\n@d\ndef g(): return g()\ng()\n",
    "self_decorator": "@f\ndef f(g): return f(g)\nf(f)(f)\n",
    "class_decorator": "class D:\n    def __init__(self, f): self.f = f\n    def __call__(self, *a): return D(self.f)(*a)\n@D\ndef g(): return g()\ng()\n",
    "metaclass": "class M(type):\n    def __call__(cls): return cls()\nclass C(metaclass=M): pass\nC()\n",
    "self_base": "class C(C): pass\nC().m()\n",
    "base_cycle": "class A(B): pass\nclass B(A): pass\nA().m()\nB().m()\n",
    "module_base_cycle": "import self_reference\nclass A(self_reference.A): pass\nA().m()\n",
    "super": "class A:\n    def m(self): return super().m()\nclass B(A):\n    def m(self): return super(A, self).m() or B.m(self)\nB().m()\n",
    "lambda": "f = lambda x: f(f(x))\nf(1)\n",
    "omega": "(lambda x: x(x))(lambda x: x(x))\n",
    "y": "Y = lambda f: (lambda x: x(x))(lambda y: f(lambda *a: y(y)(*a)))\nY(lambda f: lambda n: f(n - 1))(3)\n",
    "partial": "import functools\nf = lambda *a: f(*a)\nf = functools.partial(f, f)\nfor i in range(9): f = functools.partial(f, f)\nf(f)\n",
    "iteration": "class C:\n    def __iter__(self): return iter(self)\n    def __next__(self): return next(self)\nfor x in C():\n    for y in x: pass\n",
    "context": "class C:\n    def __enter__(self):\n        with self as s: return s\n    def __exit__(self, *a):\n        with self: pass\nwith C() as c: pass\n",
    "descriptor": "class D:\n    def __get__(self, o, t): return o.d\nclass C:\n    d = D()\nC().d\n",
    "default": "def f(x=lambda: f()): return x()\nf()\n",
    "exec": "exec(open(__file__).read())\nimport runpy\nrunpy.run_path(__file__)\n",
    "import": "import self_import\nfrom self_import import *\nfrom self_import import x as x\nx.x.x()\n",
    "threads": "import threading, multiprocessing\ndef f():\n    threading.Thread(target=f).start()\n    p = multiprocessing.Process(target=f)\n    p.start()\n    multiprocessing.Pool(3).map(f, [f])\nif __name__ == '__main__': f()\n",
    "spawn": "import torch.multiprocessing as mp\ndef f(rank):\n    mp.spawn(f, nprocs=4)\nif __name__ == '__main__': mp.spawn(f, nprocs=4)\n",
    "dataset": "from torch.utils.data import DataLoader, Dataset\nclass D(Dataset):\n    def __len__(self): return len(self)\n    def __getitem__(self, i):\n        for x in DataLoader(self, num_workers=4): return self[i]\nfor x in DataLoader(D(), num_workers=4): pass\n",
    "module": "from torch import nn\nclass M(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.m = M()\n    def forward(self, x): return self(self.m(x))\nM()(1)\n",
    "conditional": "def f(n):\n    if n: return f(n - 1)\n    while f(n): f(n)\n    for x in f(n): f(x)\n    try: f(n)\n    except f(n): f(n)\n    finally: f(n)\nf(1)\n",
    "classes_that_make_classes": "def make(n):\n    class C:\n        def m(self): return make(C)().m()\n    return C\nmake(1)().m()\n",
    "closures": "def f(x):\n    def g(y):\n        def h(z): return f(lambda: (x, y, z))\n        return h\n    return g(x)(x)\nf(1)\n",
}
