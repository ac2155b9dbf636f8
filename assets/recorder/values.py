"""Values in few words. No code of the learner's runs for it: an own `__repr__` might print, fail
or never end."""

import sys
import types

MOST = 40    # characters of a value
ITEMS = 6    # of a collection
DEEP = 3

_PLAIN = (int, float, complex, bool, type(None), str, bytes)


_KEEPS = sys.version_info < (3, 13)
_OPTIMIZED = 1  # of a code's flags: its names are no dictionary


def locals_of(frame):
    """What a frame's names hold. What Python up to 3.12 gives stays with the frame, and would keep
    alive what the program lets go of."""
    own = frame.f_locals
    if not _KEEPS or not frame.f_code.co_flags & _OPTIMIZED:
        return own
    held = dict(own)
    if sys.getrefcount(own) <= 3:  # the frame's, `own`, and the argument: no `locals()` of its own
        own.clear()
    return held


def _collection(value, deep, opening, closing):
    items = []
    for number, item in enumerate(value):
        if number == ITEMS:
            items.append("…")
            break
        items.append(short(item, deep))
    return opening + ", ".join(items) + closing


def _dictionary(value, deep):
    items = []
    for number, (key, item) in enumerate(dict.items(value)):
        if number == ITEMS:
            items.append("…")
            break
        items.append(f"{short(key, deep)}: {short(item, deep)}")
    return "{" + ", ".join(items) + "}"


def _scalar(value):
    if type(value) is int and value.bit_length() > 200:
        return "<int>"
    if type(value) in (str, bytes) and len(value) > MOST:
        value = value[:MOST]
        return repr(value)[:-1] + "…" + repr(value)[-1]
    return repr(value)


def short(value, deep=DEEP):
    kind = type(value)
    if kind in _PLAIN:
        return _scalar(value)
    if deep > 0:
        if kind is list:
            return _collection(value, deep - 1, "[", "]")
        if kind is tuple:
            text = _collection(value, deep - 1, "(", ")")
            return text if len(value) != 1 else text[:-1] + ",)"
        if kind in (set, frozenset):
            return _collection(sorted(value, key=_order), deep - 1, "{", "}") if value else "set()"
        if kind is dict:
            return _dictionary(value, deep - 1)
    if kind in (list, tuple, set, frozenset, dict):
        return "…"
    return _named(value, kind)


def _order(item):
    return (type(item).__name__, item if isinstance(item, (int, float)) and item == item else 0,
            item if isinstance(item, str) else "")


def _named(value, kind):
    if kind in (types.FunctionType, types.MethodType, types.BuiltinFunctionType) or \
            isinstance(value, type):
        return value.__name__
    if isinstance(value, types.CoroutineType):
        return value.__qualname__.rpartition("<locals>.")[2] + "(…)"
    if isinstance(value, BaseException):
        return kind.__name__
    from asyncio import Task

    if isinstance(value, Task):
        return Task.get_name(value)
    name = getattr(kind, "__name__", "?")
    return name if name == "?" else f"<{name}>"


def name_of(function):
    """`Client.fetch`, without what it is local to."""
    name = getattr(function, "__qualname__", None) or getattr(function, "__name__", None) \
        or type(function).__name__
    return name.rpartition("<locals>.")[2]


def given_text(value, name):
    """Of what has no words of its own the parameter's name says more than its type."""
    text = short(value)
    return name if text == f"<{type(value).__name__}>" else text


def _arguments(code, held, name):
    given, owner = [], name.rpartition(".")[0].rpartition(".")[2]
    count = code.co_argcount
    for place, argument in enumerate(code.co_varnames[:count]):
        if argument in held and not (place == 0 and argument in ("self", "cls")):
            given.append(given_text(held[argument], argument))
    after = count + code.co_kwonlyargcount
    if code.co_flags & 4 and after < len(code.co_varnames):
        items = held.get(code.co_varnames[after], ())
        items = items if type(items) is tuple else ()
        if items and type(items[0]).__name__ == owner:
            items = items[1:]  # a method behind a decorator
        given += [short(item) for item in items[:ITEMS]]
        after += 1
    for argument in code.co_varnames[count:count + code.co_kwonlyargcount]:
        if argument in held:
            given.append(f"{argument}={given_text(held[argument], argument)}")
    if code.co_flags & 8 and after < len(code.co_varnames):
        extra = held.get(code.co_varnames[after], {})
        if type(extra) is dict:
            given += [f"{key}={short(item)}" for key, item in list(extra.items())[:ITEMS]]
    return ", ".join(given)


def call_text(awaiting):
    """`say_after(1, 'One')` of a coroutine or generator that has not gone on yet."""
    for kind in ("cr", "gi", "ag"):
        code = getattr(awaiting, kind + "_code", None)
        if code is not None and (code.co_name == "<module>" or code.co_filename[:1] == "<"):
            return code.co_filename.removeprefix("Cell ").replace("In[", "In [") \
                if code.co_name == "<module>" else name_of(awaiting)
        if code is not None:
            frame = getattr(awaiting, kind + "_frame", None)
            name = name_of(awaiting)
            if frame and name == "sleep":
                return f"sleep({short(locals_of(frame).get('delay'))})"
            return f"{name}({_arguments(code, locals_of(frame), name) if frame else ''})"
    return name_of(awaiting) + "(…)"


def frame_text(frame):
    """The same of a function that runs, by what its arguments are now."""
    code = frame.f_code
    name = code.co_qualname.rpartition("<locals>.")[2]
    return name if name == "<module>" else f"{name}({_arguments(code, locals_of(frame), name)})"
