using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Capture;
using ServerSessions.PersonalData;
using ServerSessions.Privacy;
using ServerSessions.Recordings.Storing;
using ServerSessions.Storage;
using ServerSessions.Storage.Redis;
using ServerSessions.Tests.Support;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.PersonalData;

/// <summary>Whatever keeps something says whether it is about a person, and is exported and erased if it is.</summary>
public class RegistryTests
{
    [Fact]
    public void Every_table_of_documents_is_registered_as_personal_or_declared_to_hold_nothing_about_a_person()
    {
        var declared = new Declared();
        var tables = new[] { typeof(ISessionStorage).Assembly, typeof(SessionTracker).Assembly, typeof(RedisStorage).Assembly, typeof(IRecordingStore).Assembly }.SelectMany(a => a.GetTypes())
            .SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(f => f is { IsLiteral: true, FieldType.FullName: "System.String" } && f.Name.EndsWith("Table", StringComparison.Ordinal))
            .Select(f => (string)f.GetRawConstantValue()!).Distinct().ToList();

        Assert.InRange(tables.Count, 20, int.MaxValue);
        Assert.Equal([], tables.Where(t => !declared.All.Contains(t)));
        Assert.Equal([], declared.All.Where(t => !tables.Contains(t)));
        Assert.Empty(declared.Personal.Intersect(NoPersonalData.Tables.Keys));
    }

    [Fact]
    public async Task No_table_is_written_that_is_not_declared()
    {
        await using var app = await TrackedApp.StartAsync(SignInApp.Map, SignInApp.Services);
        var visitor = app.Visitor();
        await visitor.PostAsync("/in/alice", null);
        await visitor.GetAsync("/who");
        await app.SettledAsync(2);
        var session = await SignInApp.SessionOfAsync(app, "alice", 2);
        await app.Services.GetRequiredService<ISessionControl>().ChallengeAsync(session, new ResponseNote("why"));
        await app.Services.GetRequiredService<ISessionPrivacy>().EraseAsync(DataSubject.OfSession(session));
        await Waiting.UntilAsync(async () => await app.Services.GetRequiredService<ISessionPrivacy>().FindErasureAsync(DataSubject.OfSession(session)) is { State: ErasureState.Done });

        Assert.NotEmpty(app.Storage.Tables);
        Assert.Equal([], app.Storage.Tables.Where(t => !new Declared().All.Contains(t)));
    }

    [Fact]
    public void Names_of_records_are_distinct_and_those_of_their_export()
    {
        using var provider = new ServiceCollection().AddLogging().AddSessionTracking().AddSessionRecording().Services.AddSingleton<IRecordingStore>(new FolderRecordingStore("none", isShared: false)).BuildServiceProvider();
        var names = provider.GetServices<IPersonalRecords>().Select(r => r.Name).ToList();
        Assert.Equal(["sessions", "memories", "alerts", "deliveries", "decisions", "suppressions", "deadLetters", "remembered", "nudges", "consents", "cohorts", "settings", "replays", "recordings", "recordingViews"], names);
    }

    /// <summary>All tables that are declared.</summary>
    internal sealed class Declared
    {
        public Declared()
        {
            using var provider = new ServiceCollection().AddLogging().AddSessionTracking().AddSessionRecording().Services.AddSingleton<IRecordingStore>(new FolderRecordingStore("none", isShared: false)).BuildServiceProvider();
            Personal = [.. provider.GetServices<IPersonalRecords>().SelectMany(r => r.Tables)];
        }

        public IReadOnlyCollection<string> Personal { get; }

        public HashSet<string> All => [.. Personal, .. NoPersonalData.Tables.Keys];
    }
}
