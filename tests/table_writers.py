"""Which module of ``service`` writes which table, read out of the code.

Read and not watched: a write on a path that no test takes would never be seen by watching. What
counts as a write: a new row (a model is called), ``insert``, ``update`` or ``delete`` of a model
or its table, SQL as text, a row that is deleted, and an assignment to a column of a loaded row. Of
a row whose table cannot be told the reading says so, and an annotation helps.
"""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

WRITES = ("insert", "update", "delete")
SQL = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+(\w+)", re.IGNORECASE)
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Table:
    """A table, by the model that stands for it."""

    name: str
    columns: frozenset[str]


@dataclass
class Module:
    """One file, and what its names mean."""

    name: str
    tree: ast.Module
    meant: dict[str, str] = field(default_factory=dict)  # a local name to where it is from

    def full(self, node: ast.AST | None) -> str:
        """Return where the thing that a name means is from, "" for what is no name."""
        if isinstance(node, ast.Name):
            return self.meant.get(node.id, f"{self.name}.{node.id}")
        return ""


def read_modules(folder: Path) -> list[Module]:
    """Read every file of a package, ``folder``."""
    modules = []
    for file in sorted(folder.rglob("*.py")):
        name = ".".join(file.relative_to(folder.parent).with_suffix("").parts)
        module = Module(name.removesuffix(".__init__"), ast.parse(file.read_text("utf-8")))
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ImportFrom):
                names = {a.asname or a.name: f"{node.module}.{a.name}" for a in node.names}
                module.meant.update(names)
        modules.append(module)
    return modules


class Reading:
    """What all modules say together.

    Attributes:
        tables: The names of all tables that there are.
        writers: Table to package to modules.
        unclear: The rows whose table cannot be told.
    """

    def __init__(self, modules: Iterable[Module]) -> None:
        self._modules = list(modules)
        self._tables = dict(found for m in self._modules for found in _models(m))
        self.tables = {table.name for table in self._tables.values()}
        self._statements: dict[str, Table] = {}  # kept under a name, for others to execute
        self._returned: dict[str, ast.expr] = {}  # what a function says that it returns
        self._learn_names()
        self.writers: dict[str, dict[str, set[str]]] = {}
        self.unclear: list[str] = []
        for module in self._modules:
            for table in self._written_by(module):
                packages = self.writers.setdefault(table, {})
                packages.setdefault(package_of(module.name), set()).add(module.name)

    def _learn_names(self) -> None:
        for module in self._modules:
            for statement in module.tree.body:
                if isinstance(statement, ast.Assign):
                    self._learn_assigned(module, statement.targets[0], statement.value)
            for node in ast.walk(module.tree):
                if isinstance(node, Function) and node.returns is not None:
                    self._returned[f"{module.name}.{node.name}"] = node.returns

    def _learn_assigned(self, module: Module, target: ast.expr, value: ast.expr) -> None:
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            for one, its in zip(target.elts, value.elts, strict=True):
                self._learn_assigned(module, one, its)
        elif (table := self._table_of(module, value)) is not None:
            self._tables[module.full(target)] = table
        elif written := [t for node in ast.walk(value) if (t := self._statement(module, node))]:
            self._statements[module.full(target)] = written[0]

    def _table_of(self, module: Module, node: ast.AST) -> Table | None:
        """Return the table that an expression is, or that a query of the ORM is about."""
        match node:
            case ast.Name():
                return self._tables.get(module.full(node))
            case ast.Attribute(value=model, attr="__table__"):
                return self._table_of(module, model)
            case ast.Call(func=ast.Name(id="table_of"), args=[model]):
                return self._table_of(module, model)
            case ast.Call(func=ast.Attribute(attr="query"), args=[model]):
                return self._table_of(module, model)
            case ast.Call(func=ast.Attribute(value=before)):
                return self._table_of(module, before)
        return None

    def _statement(self, module: Module, node: ast.AST) -> Table | None:
        """Return the table that a statement of this very expression writes."""
        match node:
            case ast.Call(func=ast.Name() as name, args=[subject, *_]):
                is_write = module.full(name).rpartition(".")[2] in WRITES
                return self._table_of(module, subject) if is_write else None
            case ast.Call(func=ast.Attribute(value=before, attr=attr), args=args) if (
                attr in WRITES
            ):
                subject = args[0] if args else before
                return self._table_of(module, subject) or self._table_of(module, before)
            case ast.Constant(value=str(text)) if found := SQL.match(text):
                return Table(found[1], frozenset()) if found[1] in self.tables else None
        return None

    def _written_by(self, module: Module) -> Iterator[str]:
        for name in module.meant.values():
            if name in self._statements:  # executes what another module keeps
                yield self._statements[name].name
        for node in ast.walk(module.tree):
            table = self._statement(module, node)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                table = table or self._tables.get(module.full(node.func))  # a new row
            if table is not None:
                yield table.name
        for function in ast.walk(module.tree):
            if isinstance(function, Function):
                yield from self._written_rows(module, function)

    def _written_rows(self, module: Module, function: Function) -> Iterator[str]:
        """Yield the tables of the loaded rows that a function changes or deletes."""
        for row, column in _touched(function):
            tables = self._tables_of_row(module, function, row, column)
            if len(tables) == 1:
                yield next(iter(tables)).name
            elif tables:
                where = f"{module.name}.{function.name}: {row}"
                self.unclear.append(f"{where} is a row of {sorted(t.name for t in tables)}")

    def _tables_of_row(
        self, module: Module, function: Function, row: str, column: str | None
    ) -> set[Table]:
        """Return the tables that a row may be of: as it is declared, else all that are known."""
        declared = {t for node in _sources(function, row) for t in self._named(module, node)}
        known = {t for name in module.meant.values() if (t := self._tables.get(name))}
        fitting = {t for t in declared if column in (None, *t.columns)}
        return fitting or {t for t in known if column is not None and column in t.columns}

    def _named(self, module: Module, source: ast.AST) -> Iterator[Table]:
        """Yield the models that are named in an expression, or in what its functions return."""
        for node in ast.walk(source):
            table = self._table_of(module, node)
            if table is not None:
                yield table
            if isinstance(node, ast.Call) and module.full(node.func) in self._returned:
                yield from self._named(module, self._returned[module.full(node.func)])


def _models(module: Module) -> Iterator[tuple[str, Table]]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ClassDef):
            columns = {ast.unparse(n.target) for n in node.body if isinstance(n, ast.AnnAssign)}
            for name in filter(None, map(_table_name, node.body)):
                yield f"{module.name}.{node.name}", Table(name, frozenset(columns))


def _table_name(node: ast.stmt) -> str | None:
    match node:
        case ast.Assign(targets=[ast.Name(id="__tablename__")], value=ast.Constant(value=name)):
            return str(name)
    return None


def _touched(function: Function) -> Iterator[tuple[str, str | None]]:
    """Yield the variables that a function assigns an attribute of, or hands to ``delete``."""
    for node in ast.walk(function):
        match node:
            case ast.Attribute(value=ast.Name(id=row), attr=column, ctx=ast.Store()):
                if row != "self":
                    yield row, column
            case ast.Call(func=ast.Attribute(attr="delete"), args=[ast.Name(id=row)]):
                yield row, None
            case ast.Call(
                func=ast.Name(id="setattr"), args=[ast.Name(id=row), ast.Constant(value=column), _]
            ):
                yield row, str(column)


def _sources(function: Function, row: str) -> Iterator[ast.AST]:
    """Yield what a variable is declared as, or made from."""
    arguments = (*function.args.args, *function.args.kwonlyargs)
    yield from (a.annotation for a in arguments if a.arg == row and a.annotation is not None)
    for node in ast.walk(function):
        match node:
            case ast.Assign(targets=[target], value=source) | ast.For(target=target, iter=source):
                if row in {n.id for n in ast.walk(target) if isinstance(n, ast.Name)}:
                    yield source
            case ast.AnnAssign(target=ast.Name(id=name), annotation=source) if name == row:
                yield source


def package_of(module: str) -> str:
    """Return the package that a module of ``service`` belongs to."""
    return module.split(".")[1] if module.count(".") > 1 else module


def as_text(writers: Mapping[str, Mapping[str, set[str]]]) -> str:
    """Return a line for each table: its packages, with their modules."""
    lines = []
    for table, packages in sorted(writers.items()):
        named = (f"{name} ({', '.join(sorted(its))})" for name, its in sorted(packages.items()))
        lines.append(f"{table} → {'; '.join(named)}")
    return "\n".join(lines)
