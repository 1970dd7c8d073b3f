import re

colour = input()
formula = input()
# Each bracket becomes one of Python's own.
term = re.sub(r"[a-z]", lambda letter: "+1" if letter[0] == colour else "+0", formula)
term = re.sub(r"\)([0-9]+)", r")*\1", term)
term = term.replace("(", "+(0")
print(eval(term))
