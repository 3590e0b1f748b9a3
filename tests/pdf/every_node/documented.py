"""A module whose documentation is printed."""


def greet_all(*names: str, loud: bool = False) -> list[str]:
    """Greet everybody.

    :param names: whom to greet
    :param loud: shout
    """
    return [f"{name}!" if loud else name for name in names]
