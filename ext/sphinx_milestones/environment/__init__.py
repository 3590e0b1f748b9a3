"""Sphinx's side of a register: settings, nodes, roles, and what is collected into the domain."""
