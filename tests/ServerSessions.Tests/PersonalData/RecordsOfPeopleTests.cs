using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Consents;
using ServerSessions.Insights;
using ServerSessions.Journeys.People;
using ServerSessions.Model;
using ServerSessions.Personalization.Nudges;
using ServerSessions.Reports.Cohorts;
using ServerSessions.Tests.Support;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.PersonalData;

/// <summary>What is kept of a person beside sessions and alerts: memories, nudges, proofs of consent, cohorts.</summary>
public sealed class RecordsOfPeopleTests
{
    private static readonly Pseudonym Alice = new(0x0A11_CE5E_55A1_1CE5, 0xE551_0B5D_93C7_2A41);
    private static readonly Pseudonym Bob = new(0x0B0B_7C4D_11E2_93A8, 0x5D3C_9F02_B6E7_184A);

    [Fact]
    public async Task They_are_exported_and_erased_and_those_of_others_stay()
    {
        await using var app = await StartAsync();
        var saved = await KeepAsync(app, Alice, Bob);
        var privacy = app.Services.GetRequiredService<ISessionPrivacy>();
        var subject = DataSubject.OfUserOrHash(Alice.ToString());

        using var output = new MemoryStream();
        await privacy.ExportAsync(subject, output);
        using var document = JsonDocument.Parse(output.ToArray());
        var export = document.RootElement;
        Assert.Equal("checkout", export.GetProperty("remembered")[0].GetProperty("tasks")[0].GetProperty("name").GetString());
        Assert.Equal("continue", export.GetProperty("nudges")[0].GetProperty("showings")[0].GetProperty("nudge").GetString());
        Assert.Equal("banner", export.GetProperty("consents")[0][0].GetProperty("how").GetString());
        Assert.Equal("buyers", export.GetProperty("cohorts")[0].GetString());
        Assert.DoesNotContain(Bob.ToString(), Encoding.UTF8.GetString(output.ToArray()), StringComparison.Ordinal);

        var erasure = await privacy.EraseAsync(subject);
        await Waiting.UntilAsync(async () => await privacy.FindErasureAsync(erasure.Id) is { State: ErasureState.Done });
        Assert.Equal((0, 0, 0, false), await FoundAsync(app, Alice, saved));
        Assert.Equal((1, 1, 1, true), await FoundAsync(app, Bob, saved));
    }

    [Theory]
    [InlineData(TrackingPurposes.Personalization, 0)]
    [InlineData(TrackingPurposes.Analytics | TrackingPurposes.Recording, 1)]
    public async Task A_withdrawn_personalisation_erases_what_rested_on_it_and_keeps_the_proof(TrackingPurposes withdrawn, int left)
    {
        await using var app = await StartAsync();
        var saved = await KeepAsync(app, Alice, Bob);
        await app.Services.GetRequiredService<IConsentErasure>().EraseAsync(new ConsentWithdrawal(Pseudonym.None, new KeyedName(Alice), withdrawn, withdrawn, saved), default);
        Assert.Equal((left, left, 1, true), await FoundAsync(app, Alice, saved));
        Assert.Equal((1, 1, 1, true), await FoundAsync(app, Bob, saved));
    }

    [Fact]
    public async Task What_the_user_before_was_shown_in_the_same_browser_is_not_exported()
    {
        await using var app = await StartAsync();
        var now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var (store, at) = (app.Services.GetRequiredService<NudgeStore>(), now.ToUnixTimeMilliseconds());
        await store.TryWriteAsync(Alice, NudgeMemory.Empty.With(new NudgeShowing("1", "mine", at)).With(new NudgeShowing("2", "of the user before", at, IsOfUser: true)), 0, now, default);
        await store.TryWriteAsync(Bob, NudgeMemory.Empty.With(new NudgeShowing("3", "of the user before", at, IsOfUser: true)), 0, now, default);

        Assert.Equal(["mine"], (await ExportAsync(app, Alice)).GetProperty("nudges")[0].GetProperty("showings").EnumerateArray().Select(s => s.GetProperty("nudge").GetString()));
        Assert.Equal(0, (await ExportAsync(app, Bob)).GetProperty("nudges").GetArrayLength());
    }

    private static async Task<JsonElement> ExportAsync(TrackedApp app, Pseudonym person)
    {
        using var output = new MemoryStream();
        await app.Services.GetRequiredService<ISessionPrivacy>().ExportAsync(DataSubject.OfUserOrHash(person.ToString()), output);
        using var document = JsonDocument.Parse(output.ToArray());
        return document.RootElement.Clone();
    }

    private static Task<TrackedApp> StartAsync() => TrackedApp.StartAsync(a => a.MapGet("/", () => "home"));

    private static async Task<DateTimeOffset> KeepAsync(TrackedApp app, params Pseudonym[] people)
    {
        var now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var at = now.ToMicroseconds();
        foreach (var person in people)
        {
            var session = new SessionId(Guid.CreateVersion7());
            await app.Services.GetRequiredService<PersonStore>().MergeAsync(
                [new PersonProgress(person, session) { News = new PersonMemory { Tasks = [new RememberedTask("checkout", false, "POST /pay", at, false, session)] } }], default);
            Assert.True(await app.Services.GetRequiredService<NudgeStore>().TryWriteAsync(person, NudgeMemory.Empty.With(new NudgeShowing("1", "continue", now.ToUnixTimeMilliseconds())), 0, now, default));
            await app.Services.GetRequiredService<ConsentStore>().AddAsync(person, new ConsentEntry(now, TrackingPurposes.Analytics, TrackingPurposes.None, "1", "banner"), ProofBegin.Always, default);
            await app.Services.GetRequiredService<ConsentStore>().AnnounceAsync(person, now, default);
        }

        await app.Services.GetRequiredService<CohortStore>().PutAsync("buyers", new StoredCohort(CohortKind.Users, [], now, now, now), default);
        await app.Services.GetRequiredService<CohortUsers>().WriteAsync("buyers", now, people.Select(p => new UserDay(p, ushort.MaxValue)), default);
        return now;
    }

    private static async Task<(int Tasks, int Nudges, int Proofs, bool IsInCohort)> FoundAsync(TrackedApp app, Pseudonym person, DateTimeOffset saved) => (
        (await app.Services.GetRequiredService<PersonStore>().FindAsync(person, default)).Tasks.Length,
        (await app.Services.GetRequiredService<NudgeStore>().FindAsync(person, default)).Memory.Showings.Length,
        (await app.Services.GetRequiredService<ConsentStore>().FindAsync(person, default)).Count,
        (await app.Services.GetRequiredService<CohortUsers>().ReadAsync("buyers", saved, 0, default)).Users.Contains(person));
}
