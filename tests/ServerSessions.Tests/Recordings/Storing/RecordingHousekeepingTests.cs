using System.Net;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Recordings.Storing;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Recordings.Storing;

/// <summary>Recordings are deleted after their retention, and the oldest ones above the quota.</summary>
public class RecordingHousekeepingTests
{
    [Fact]
    public async Task A_recording_is_deleted_after_its_retention()
    {
        var clock = new ShiftedTime();
        await using var app = await RecordedApp.StartAsync(recording: o => o.Retention = TimeSpan.FromDays(2), services: s => s.AddSingleton<TimeProvider>(clock));
        await SendAsync(app);
        clock.Shift(TimeSpan.FromDays(1.5));
        await SendAsync(app);
        // Files have the time of the file system.
        foreach (var folder in Directory.GetDirectories(app.Folder))
            Directory.SetLastWriteTimeUtc(folder, clock.GetUtcNow().UtcDateTime);
        await KeepAsync(app);
        Assert.Equal(2, (await app.EntriesAsync()).Count);
        clock.Shift(TimeSpan.FromDays(1));
        await KeepAsync(app);
        Assert.Equal(Assert.Single(await app.EntriesAsync()).Entry.Id, FolderOf(Assert.Single(app.Files())));
    }

    [Fact]
    public async Task Above_the_quota_the_oldest_recordings_are_deleted_first()
    {
        var clock = new ShiftedTime();
        var quota = 0L;
        await using var app = await RecordedApp.StartAsync(recording: o => o.Quota = 65_536, services: s => s.AddSingleton<TimeProvider>(clock));
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            await SendAsync(app);
            ids.Add((await app.EntriesAsync()).Select(e => e.Entry).MaxBy(e => e.At)!.Id);
            clock.Shift(TimeSpan.FromMinutes(1));
        }

        // As if each were a third of the quota.
        var table = app.Services.GetRequiredService<RecordingTable>();
        foreach (var (browser, entry) in await app.EntriesAsync())
        {
            var (now, version) = await table.ReadAsync(browser, default);
            Assert.True(await table.TryWriteAsync(browser, now.With(entry with { Stored = 65_536 / 3 }), version, default));
            quota += 65_536 / 3;
        }

        Assert.True(quota > 65_536);
        await KeepAsync(app);
        Assert.Equal(ids[2..].Order(), (await app.EntriesAsync()).Select(e => e.Entry.Id).Order());
        Assert.Equal(ids[2..].Order(), app.Files().Select(FolderOf).Order());
    }

    [Fact]
    public async Task Chunks_without_a_key_are_deleted_when_they_are_old()
    {
        var clock = new ShiftedTime();
        await using var app = await RecordedApp.StartAsync(services: s => s.AddSingleton<TimeProvider>(clock));
        await app.Services.GetRequiredService<IRecordingStore>().AddAsync(Guid.NewGuid().ToString("N"), 0, new byte[10], default);
        Directory.CreateDirectory(Path.Combine(app.Folder, "something else"));
        await KeepAsync(app);
        Assert.Single(app.Files());
        clock.Shift(TimeSpan.FromDays(8));
        await KeepAsync(app);
        Assert.Empty(app.Files());
        Assert.Single(Directory.GetDirectories(app.Folder));
    }

    [Fact]
    public async Task The_log_of_views_is_kept_for_400_days()
    {
        var clock = new ShiftedTime();
        await using var app = await RecordedApp.StartAsync(services: s => s.AddSingleton<TimeProvider>(clock));
        var views = app.Services.GetRequiredService<ViewLog>();
        await views.AddAsync(SessionId.Create(1_000, 1, new Pseudonym(1, 1)), "ada", clock.GetUtcNow(), default);
        clock.Shift(TimeSpan.FromDays(399));
        await KeepAsync(app);
        Assert.Equal("ada", Assert.Single((await views.ListAsync(10, null, default)).Items).Actor);
        clock.Shift(TimeSpan.FromDays(2));
        await KeepAsync(app);
        Assert.Empty((await views.ListAsync(10, null, default)).Items);
    }

    private static Task KeepAsync(RecordedApp app) => app.Services.GetRequiredService<RecordingHousekeeping>().KeepAsync(default);

    private static async Task SendAsync(RecordedApp app) =>
        Assert.Equal(HttpStatusCode.NoContent, (await RecordedApp.SendAsync(await app.VisitorAsync(), RecordedChunks.Of())).StatusCode);

    private static string FolderOf(string file) => Path.GetFileName(Path.GetDirectoryName(file)!);
}
