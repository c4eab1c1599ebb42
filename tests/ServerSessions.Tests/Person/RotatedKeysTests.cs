using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Chaos.Compare;
using ServerSessions.Consents;
using ServerSessions.Privacy;
using ServerSessions.Storage;
using ServerSessions.Storage.InProcess;
using ServerSessions.Tests.Support;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Person;

/// <summary>A person finds, takes and erases what was recorded under earlier keys, and what they refused then is refused.</summary>
public sealed class RotatedKeysTests
{
    private static readonly SessionKey Renaming = new() { Id = TestKeys.New.Id, Secret = TestKeys.New.Secret, RenamesIdentities = true };

    private readonly InProcessStorage _storage = new(new InProcessStorageOptions(2), TimeProvider.System);
    private readonly ShiftedTime _time = new();

    public static TheoryData<SessionKey[][]> Rotations { get; } =
    [
        [[TestKeys.Old], [TestKeys.New, TestKeys.Old]],
        // The first key is no longer listed: its time is over.
        [[TestKeys.Old], [TestKeys.New, TestKeys.Old], [TestKeys.New]],
        // After a leak: identities get new pseudonyms, and the leaked key stays listed for as long as data under it are kept.
        [[TestKeys.Old], [Renaming, TestKeys.Old], [Renaming, TestKeys.Old]],
    ];

    [Theory]
    [MemberData(nameof(Rotations))]
    public async Task What_is_a_persons_stays_theirs_under_the_next_keys(SessionKey[][] lists)
    {
        var old = await BeforeAsync(lists[0]);
        foreach (var keys in lists[1..^1])
            await using (await StartAsync(keys))
                _time.Shift(KeyHistory.Notice + TimeSpan.FromMinutes(1));
        await using var app = await StartAsync(lists[^1]);
        var (anna, eve) = (await app.SignedInAsync("anna"), await app.SignedInAsync("eve"));

        Assert.Contains(old.Anna, (await anna.UntilAsync("/me/sessions", d => d.GetProperty("items").GetArrayLength() == 2)).ToString());
        Assert.Equal(1, (await anna.JsonAsync("/me/goals")).GetArrayLength());
        await anna.UntilAsync("/me/consent", c => Decision(c, "personalization") == "refused");
        using var export = JsonDocument.Parse(await anna.GetStringAsync("/me/export"));
        Assert.Contains(old.Anna, export.RootElement.GetProperty("sessions").ToString());
        Assert.Equal(1, export.RootElement.GetProperty("settings").GetArrayLength());
        Assert.NotEqual(0, export.RootElement.GetProperty("consents").GetArrayLength());
        Assert.DoesNotContain(old.Eve, export.RootElement.ToString());
        Assert.NotEqual([], old.Search.In("storage", await DumpAsync(app)));

        (await anna.DeleteAsync("/me/data?confirm=erase")).EnsureSuccessStatusCode();
        await anna.UntilAsync("/me/data", e => e.GetProperty("state").GetString() == "done");
        Assert.Equal([], old.Search.In("storage", await DumpAsync(app)));
        Assert.Contains(old.Eve, (await eve.JsonAsync("/me/sessions")).ToString());
        Assert.Equal(1, (await eve.JsonAsync("/me/goals")).GetArrayLength());
    }

    private async Task<(string Anna, string Eve, TraceSearch Search)> BeforeAsync(SessionKey[] keys)
    {
        await using var app = await StartAsync(keys);
        var ids = new List<string>();
        foreach (var user in (string[])["anna", "eve"])
        {
            var person = await app.SignedInAsync(user);
            (await person.PostAsJsonAsync("/me/goals", new { kind = "days", target = 3 })).EnsureSuccessStatusCode();
            (await person.PutAsJsonAsync("/me/consent", new { purposes = (string[])["analytics"] })).EnsureSuccessStatusCode();
            ids.Add((await person.UntilAsync("/me/sessions", d => d.GetProperty("items").GetArrayLength() == 1)).GetProperty("items")[0].GetProperty("id").GetString()!);
        }

        var anna = app.Services.GetRequiredService<Pseudonymizer>().User("anna");
        var id = SessionId.TryParse(ids[0], out var session) ? session : throw new FormatException(ids[0]);
        await Waiting.UntilAsync(async () => (await app.Services.GetRequiredService<ConsentStore>().FindAsync(anna, default)).Count > 0);
        var browser = (await app.Reports.FindAsync(id))!.Key;
        return (ids[0], ids[1], new TraceSearch().Add("session", id).Add("user", anna).Add("browser", Pseudonym.TryParse(browser, out var key) ? key : throw new FormatException(browser)));
    }

    private Task<TrackedApp> StartAsync(SessionKey[] keys) => PersonApp.StartAsync(
        services: s => s.AddSingleton<TimeProvider>(_time).AddSingleton(SpyStorage.Around(_storage).Storage),
        options: o =>
        {
            foreach (var key in keys)
                o.Keys.Add(key);
        });

    private static async Task<byte[]> DumpAsync(TrackedApp app)
    {
        await app.SettledAsync(0);
        var storage = app.Services.GetRequiredService<ISessionStorage>();
        return Encoding.Latin1.GetBytes(string.Join('\n', (await StorageDump.KeptAsync(storage)).Select(Encoding.Latin1.GetString)));
    }

    private static string? Decision(JsonElement consent, string purpose) =>
        consent.GetProperty("purposes").EnumerateArray().Single(p => p.GetProperty("purpose").GetString() == purpose).GetProperty("decision").GetString();
}
