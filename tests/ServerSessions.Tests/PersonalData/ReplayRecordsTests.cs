using System.Text;
using System.Text.Json;
using ServerSessions.Model;
using ServerSessions.Model.Erasing;
using ServerSessions.PersonalData;
using ServerSessions.Reports;
using ServerSessions.Reports.Jobs;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;
using ErasedPerson = ServerSessions.Model.Erasing.Person;

namespace ServerSessions.Tests.PersonalData;

/// <summary>The examples that replays of rules keep of people.</summary>
public sealed class ReplayRecordsTests
{
    private static readonly Pseudonym Alice = new(0x0A11_CE5E_55A1_1CE5, 0xE551_0B5D_93C7_2A41);
    private static readonly SessionId Hers = new(new Guid("019b8e5c-7c40-7000-8abc-0000000000a1"));
    private static readonly SessionId Other = new(new Guid("019b8e5c-7c40-7000-8abc-0000000000b2"));
    private static readonly ErasedPerson Erased = new(new PersonIds { Users = [Alice], Sessions = [Hers] });

    private readonly RollBench _bench = new();
    private readonly ReplayStore _store;

    public ReplayRecordsTests() => _store = new ReplayStore(_bench.Storage, _bench.Clock);

    [Fact]
    public async Task An_erasure_removes_the_examples_about_the_person_and_their_evidence_from_others_and_keeps_the_numbers()
    {
        await KeepAsync(About(Hers), About(Other, Hers, Other), Example(new Subject(ActorKind.User, Alice.ToString()), Other));

        var records = new ReplayRecords(_bench.Storage);
        Assert.Equal((1, 0), (await records.EraseAsync(0, Erased, default), await records.EraseAsync(0, Erased, default)));

        var left = await KeptAsync();
        Assert.Equal((3, 3), (left.Fired, left.Sessions));
        Assert.Equal(Other.ToString(), Assert.Single(Assert.Single(left.Examples).Evidence).Session);
        var bytes = (await _bench.Storage.GetAsync(0, ReplayStore.Table, "job_1", default))!.Value.Data.Span;
        Assert.False(Erased.Traces.AreIn(bytes));
    }

    [Fact]
    public async Task An_export_has_the_reasons_about_the_person_and_their_sessions_and_nothing_of_others()
    {
        await KeepAsync(About(Hers), About(Other, Hers, Other));
        using var output = new MemoryStream();
        await using (var json = new Utf8JsonWriter(output))
            await foreach (var write in new ReplayRecords(_bench.Storage).ExportAsync(Erased, default))
                write(json);
        var text = Encoding.UTF8.GetString(output.ToArray());
        Assert.Equal($$"""{"rule":"X1","at":"2026-01-05T09:00:00+00:00","reasons":["about {{Hers}}"],"sessions":["{{Hers}}"]}""", text);
    }

    [Fact]
    public async Task An_example_whose_session_was_erased_while_the_replay_ran_is_not_kept()
    {
        await _bench.AppendAsync(Page(0, "/"), Page(10, "/next"));
        await _bench.RollAllAsync();
        _bench.MoveTo(At(86_400));
        await _bench.RollAllAsync();
        var stored = Assert.Single(await _bench.JourneysAsync()).Id;
        var endpoint = Example(new Subject(ActorKind.Endpoint, "GET /"), stored, Hers);
        await KeepAsync(About(stored), About(Hers), Example(new Subject(ActorKind.User, Alice.ToString()), stored, Hers), endpoint, Example(endpoint.Subject, Hers));

        await new ReplayExamples(_store, _bench.Storage).ForgetErasedAsync("job_1", default);

        var left = await KeptAsync();
        Assert.Equal(5, left.Fired);
        Assert.Equal([stored.ToString(), "GET /"], left.Examples.Select(example => example.Subject.Hash));
        // Of an example about others, only what is of the erased person goes.
        Assert.Equal(stored.ToString(), Assert.Single(left.Examples[1].Evidence).Session);
    }

    private ValueTask KeepAsync(params Finding[] examples) => _store.AddAsync(
        new ReplayReport
        {
            Id = "job_1",
            Rule = "X1",
            State = JobState.Done,
            RequestedAt = _bench.Clock.GetUtcNow(),
            Result = new DetectorReplay { Rule = "X1", Fired = examples.Length, Sessions = examples.Length, Examples = examples },
        },
        default);

    private async Task<DetectorReplay> KeptAsync() => (await _store.FindAsync("job_1", default))!.Result!;

    private static Finding About(SessionId session, params SessionId[] evidence) => Example(new Subject(ActorKind.Session, session.ToString()), evidence.Length == 0 ? [session] : evidence);

    private static Finding Example(Subject subject, params SessionId[] evidence) => new()
    {
        Rule = "X1",
        Name = "scripted",
        Severity = Severity.Low,
        Subject = subject,
        First = UnixTime.ToDate(Zero),
        Raised = UnixTime.ToDate(Zero),
        Last = UnixTime.ToDate(Zero),
        Count = evidence.Length,
        Reason = $"about {subject.Hash}",
        Evidence = [.. evidence.Select(session => new Evidence(UnixTime.ToDate(Zero), session.ToString(), "GET /", Outcome.Ok, null))],
    };
}
