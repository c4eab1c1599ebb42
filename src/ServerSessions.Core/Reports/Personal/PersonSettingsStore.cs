using System.Text.Json;
using Microsoft.Extensions.Logging;
using ServerSessions.Model;
using ServerSessions.Storage;

namespace ServerSessions.Reports.Personal;

/// <summary>
/// Keeps what people have set, one document a person under the pseudonym of the user. A document that its person has not looked at for 400 days is removed when
/// another of its partition is written.
/// </summary>
internal sealed class PersonSettingsStore(ISessionStorage storage, TimeProvider time, ILogger<PersonSettingsStore> logger)
{
    public const string Table = "person-settings";
    public const int MaxGoals = 10;
    private const int TidiedAtOnce = 20;
    public static readonly TimeSpan Kept = TimeSpan.FromDays(400);
    private static readonly TimeSpan Renewed = TimeSpan.FromDays(7);

    /// <summary>Reads what a person has set, and notes that it is still looked at.</summary>
    public async ValueTask<PersonSettings> ReadAsync(KeyedName user, CancellationToken cancellationToken)
    {
        var (settings, found) = await FindAsync(user, cancellationToken);
        if (found is { } document && UnixTime.ToDate(document.Order * 1000) < time.GetUtcNow() - Renewed)
            await WriteAsync(document.Id, settings, document.Version, cancellationToken);
        return settings;
    }

    /// <summary>Reads what a person has set, for others to act on.</summary>
    public async ValueTask<PersonSettings> PeekAsync(KeyedName user, CancellationToken cancellationToken) => (await FindAsync(user, cancellationToken)).Settings;

    /// <summary>Changes what a person has set. What is stored under an older key of the ring stays where it is.</summary>
    public async ValueTask<PersonSettings> ChangeAsync(KeyedName user, Func<PersonSettings, PersonSettings> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (settings, document) = await FindAsync(user, cancellationToken);
            var changed = change(settings);
            var id = document?.Id ?? user.Pseudonym.ToString();
            if (changed.IsEmpty && document is null)
                return changed;
            if (await WriteAsync(id, changed, document?.Version ?? 0, cancellationToken) is null)
                continue;
            await TidyAsync(PartitionOf(id), cancellationToken);
            return changed;
        }
    }

    private async ValueTask<long?> WriteAsync(string id, PersonSettings settings, long version, CancellationToken cancellationToken) =>
        await storage.PutAsync(
            PartitionOf(id), Table, id, time.GetUtcNow().ToUnixTimeMilliseconds(), JsonSerializer.SerializeToUtf8Bytes(settings, PersonalJsonContext.Default.PersonSettings),
            version, cancellationToken);

    private async ValueTask<(PersonSettings Settings, Document? Document)> FindAsync(KeyedName user, CancellationToken cancellationToken)
    {
        foreach (var name in user.All)
            if (await storage.GetAsync(PartitionMap.Of(name, storage.Partitions), Table, name.ToString(), cancellationToken) is { } document)
                return (Decode(document), document);
        return (PersonSettings.None, null);
    }

    private async ValueTask TidyAsync(int partition, CancellationToken cancellationToken)
    {
        var over = (time.GetUtcNow() - Kept).ToUnixTimeMilliseconds();
        foreach (var old in await storage.ListAsync(partition, Table, new DocumentRange(long.MinValue, over, TidiedAtOnce), cancellationToken))
            await storage.DeleteAsync(partition, Table, old.Id, cancellationToken);
    }

    private int PartitionOf(string id) => Pseudonym.TryParse(id, out var user) ? PartitionMap.Of(user, storage.Partitions) : 0;

    private PersonSettings Decode(Document document)
    {
        try
        {
            return JsonSerializer.Deserialize(document.Data.Span, PersonalJsonContext.Default.PersonSettings) ?? PersonSettings.None;
        }
        catch (JsonException exception)
        {
            Log.PersonSettingsUnreadable(logger, exception);
            return PersonSettings.None;
        }
    }
}
