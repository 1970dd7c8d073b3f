from datetime import date, timedelta

day = date.fromisoformat(input())
print(day + timedelta(int(input())))
