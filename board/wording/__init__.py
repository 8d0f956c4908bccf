"""How protocols and agendas are worded: phrases, standing ärenden, names, and what a reader should look at."""
