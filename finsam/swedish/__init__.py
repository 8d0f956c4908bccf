"""Days, money, lists and numbers as Swedish law counts them and as Swedes write them."""
