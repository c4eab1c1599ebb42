using ServerSessions.Model.Erasing;
using ServerSessions.PersonalData;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.PersonalData;

/// <summary>An erasure that waits for its turn can be cancelled, unless the person asked for it.</summary>
public sealed class ErasureCancelTests
{
    private static readonly Pseudonym Alice = new(0x05E4, 8);
    private static readonly DataSubject Subject = DataSubject.OfUserOrHash(Alice.ToString());

    [Fact]
    public async Task A_cancelled_erasure_erases_nothing_and_the_next_request_begins_another()
    {
        var bench = await FilledAsync();
        var asked = await bench.Privacy.EraseAsync(Subject, "ada");
        Assert.True(asked.CanCancel);

        var cancelled = await bench.Privacy.CancelErasureAsync(asked.Id, "ada");

        Assert.Equal((ErasureState.Cancelled, false, 0), (cancelled!.State, cancelled.CanCancel, cancelled.PartitionsDone));
        Assert.NotNull(cancelled.DoneAt);
        await bench.StepAsync();
        await bench.Bench.RollAllAsync();
        Assert.Equal(ErasureState.Cancelled, (await bench.Privacy.FindErasureAsync(asked.Id))!.State);
        Assert.Null(await bench.Privacy.FindErasureAsync(Subject));
        Assert.Single(await bench.Bench.JourneysAsync());

        var again = await bench.Privacy.EraseAsync(Subject, "ada");
        Assert.NotEqual(asked.Id, again.Id);
        await bench.FinishAsync(again.Id);
        Assert.Empty(await bench.Bench.JourneysAsync());
    }

    [Fact]
    public async Task A_cancelled_erasure_keeps_no_id_of_the_person()
    {
        var bench = await FilledAsync();
        await bench.Privacy.CancelErasureAsync((await bench.Privacy.EraseAsync(Subject, "ada")).Id);
        var traces = new PersonTraces(new PersonIds { Users = [Alice] });
        var stored = (await bench.DumpAsync()).Where(kept => kept.Place == $"table {ErasureStore.Table}").ToList();
        Assert.Single(stored);
        Assert.DoesNotContain(stored, kept => traces.AreIn(kept.Bytes) || traces.AreInBytes(kept.Bytes));
    }

    [Fact]
    public async Task An_erasure_that_has_begun_is_not_cancelled()
    {
        var bench = await FilledAsync();
        var asked = await bench.Privacy.EraseAsync(Subject, "ada");
        await bench.StepAsync();
        Assert.False((await bench.Privacy.FindErasureAsync(asked.Id))!.CanCancel);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await bench.Privacy.CancelErasureAsync(asked.Id));
        Assert.Equal(ErasureState.Done, (await bench.FinishAsync(asked.Id)).State);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await bench.Privacy.CancelErasureAsync(asked.Id));
        Assert.Null(await bench.Privacy.CancelErasureAsync("era_none"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_persons_own_request_stands_also_when_an_administrator_was_first(bool isAdministratorFirst)
    {
        var bench = await FilledAsync();
        if (isAdministratorFirst)
            Assert.True((await bench.Privacy.EraseAsync(Subject, "ada")).CanCancel);
        var own = await bench.Privacy.EraseAsync(Subject);
        Assert.False(own.CanCancel);
        Assert.False((await bench.Privacy.EraseAsync(Subject, "ada")).CanCancel);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await bench.Privacy.CancelErasureAsync(own.Id, "ada"));
    }

    [Fact]
    public async Task A_persons_own_request_stands_also_when_both_ask_at_the_same_moment()
    {
        for (var round = 0; round < 20; round++)
        {
            var bench = await FilledAsync();
            var asked = await Task.WhenAll(Task.Run(() => bench.Privacy.EraseAsync(Subject, "ada").AsTask()), Task.Run(() => bench.Privacy.EraseAsync(Subject).AsTask()));
            await Assert.ThrowsAsync<InvalidOperationException>(async () => await bench.Privacy.CancelErasureAsync(asked[1].Id, "ada"));
        }
    }

    [Fact]
    public async Task An_erasure_waits_then_runs_and_names_its_user_until_it_is_done()
    {
        var bench = await FilledAsync();
        var asked = await bench.Privacy.EraseAsync(Subject, "ada");
        Assert.Equal((ErasureState.Waiting, Alice.ToString(), ErasureRequester.Administrator), (asked.State, asked.SubjectHash, asked.RequestedBy));
        await bench.StepAsync();
        var running = (await bench.Privacy.FindErasureAsync(asked.Id))!;
        Assert.Equal((ErasureState.Running, Alice.ToString(), ErasureRequester.Administrator), (running.State, running.SubjectHash, running.RequestedBy));
        var done = await bench.FinishAsync(asked.Id);
        Assert.Equal((ErasureState.Done, null, ErasureRequester.Administrator), (done.State, done.SubjectHash, done.RequestedBy));
    }

    [Theory]
    [InlineData(null, ErasureRequester.Administrator, ErasureRequester.Application)]
    [InlineData(null, null, ErasureRequester.Application)]
    [InlineData(ErasureRequester.Person, ErasureRequester.Administrator, ErasureRequester.Person)]
    [InlineData(ErasureRequester.Administrator, ErasureRequester.Person, ErasureRequester.Person)]
    public async Task An_erasure_that_several_asked_for_is_the_persons_if_the_person_was_one_of_them(ErasureRequester? first, ErasureRequester? then, ErasureRequester expected)
    {
        var bench = await FilledAsync();
        await bench.Privacy.EraseAsync(Subject with { Requester = first }, first == ErasureRequester.Administrator ? "ada" : null);
        var asked = await bench.Privacy.EraseAsync(Subject with { Requester = then }, then == ErasureRequester.Administrator ? "ada" : null);
        Assert.Equal(expected, asked.RequestedBy);
    }

    private static async Task<ErasureBench> FilledAsync()
    {
        var bench = new ErasureBench();
        await bench.Bench.AppendAsync(Page(0, "/").From(7), Page(10, "/next").From(7));
        await bench.Bench.RollAllAsync();
        bench.Bench.MoveTo(At(86_400));
        await bench.Bench.RollAllAsync();
        Assert.Single(await bench.Bench.JourneysAsync());
        return bench;
    }
}
