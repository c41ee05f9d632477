import asyncio

from dojang.config.turns import Turns


async def test_an_asker_with_many_lets_another_go_after_one_of_them() -> None:
    turns, order = Turns(1), list[str]()

    async def work(asker: str) -> None:
        async with turns.of(asker):
            order.append(asker)
            await asyncio.sleep(0)

    many = [asyncio.create_task(work("Kim")) for _ in range(5)]
    await asyncio.sleep(0)
    await asyncio.gather(*many, work("Choi"))
    assert order.index("Choi") <= 2


async def test_no_more_than_the_turns_there_are_are_taken_at_once() -> None:
    turns, now, most = Turns(2), 0, 0

    async def work(asker: int) -> None:
        nonlocal now, most
        async with turns.of(asker):
            now += 1
            most = max(most, now)
            await asyncio.sleep(0)
            now -= 1

    await asyncio.gather(*(work(asker % 7) for asker in range(30)))
    assert most == 2


async def test_whoever_gives_up_waiting_holds_no_turn() -> None:
    turns = Turns(1)
    async with turns.of("Kim"):
        waiting = asyncio.create_task(turns.of("Choi").__aenter__())
        await asyncio.sleep(0)
        waiting.cancel()
    async with asyncio.timeout(5), turns.of("Choi"), Turns(1).of("Kim"):
        pass
