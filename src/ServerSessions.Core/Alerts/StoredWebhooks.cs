using System.Text.Json;
using Microsoft.Extensions.Logging;
using ServerSessions.Alerts.Network;
using ServerSessions.Alerts.Stored;
using ServerSessions.Alerts.Webhooks;
using ServerSessions.Storage;

namespace ServerSessions.Alerts;

/// <summary>Webhooks that were added while running: documents of partition 0, which every node loads within seconds.</summary>
internal sealed class StoredWebhooks(
    IDocumentStore documents, WebhookProtector protector, WebhookFormatters formatters, WebhookClient client, AdminPages pages, TimeProvider time,
    ILogger<StoredWebhooks> log)
{
    public const string Table = "webhooks";

    /// <summary>How long a replaced secret continues to sign beside the new one.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    private const int MaxWebhooks = 1_000;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    private volatile IReadOnlyDictionary<string, WebhookTarget> _targets = new Dictionary<string, WebhookTarget>();
    private HashSet<string> _unreadable = [];
    private long _readAt;

    /// <summary>The targets by id, as of the last refresh.</summary>
    public IReadOnlyDictionary<string, WebhookTarget> Targets => _targets;

    /// <summary>Refreshes when the last refresh is older than two seconds.</summary>
    public ValueTask RefreshIfOldAsync(CancellationToken cancellationToken) =>
        Volatile.Read(ref _readAt) is var at && at != 0 && time.GetElapsedTime(at) < Every ? ValueTask.CompletedTask : RefreshAsync(cancellationToken);

    public async ValueTask RefreshAsync(CancellationToken cancellationToken)
    {
        var targets = new Dictionary<string, WebhookTarget>(StringComparer.Ordinal);
        var unreadable = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (stored, _) in await ListAsync(cancellationToken))
        {
            if (Target(stored) is { } target)
                targets[target.Id] = target;
            else
                unreadable.Add(stored.Id);
        }

        _unreadable = unreadable;
        _targets = targets;
        Volatile.Write(ref _readAt, time.GetTimestamp());
    }

    public async ValueTask<IReadOnlyList<(StoredWebhook Webhook, long Version)>> ListAsync(CancellationToken cancellationToken)
    {
        var found = new List<(StoredWebhook, long)>();
        foreach (var document in await documents.ListAsync(0, Table, DocumentRange.Oldest(MaxWebhooks), cancellationToken))
            if (Decode(document) is { } stored)
                found.Add((stored, document.Version));
        return found;
    }

    public async ValueTask<(StoredWebhook Webhook, long Version)?> FindAsync(string id, CancellationToken cancellationToken) =>
        await documents.GetAsync(0, Table, id, cancellationToken) is { } document && Decode(document) is { } stored ? (stored, document.Version) : null;

    public async ValueTask<bool> PutAsync(StoredWebhook stored, long expectedVersion, CancellationToken cancellationToken) =>
        await documents.PutAsync(
            0, Table, stored.Id, stored.Created.ToUnixTimeMilliseconds(), JsonSerializer.SerializeToUtf8Bytes(stored, AlertsJsonContext.Default.StoredWebhook), expectedVersion, cancellationToken) is not null;

    public ValueTask<bool> DeleteAsync(string id, CancellationToken cancellationToken) => documents.DeleteAsync(0, Table, id, cancellationToken);

    private WebhookTarget? Target(StoredWebhook stored)
    {
        try
        {
            var unlocked = protector.Unprotect(stored.Protected);
            var now = time.GetUtcNow();
            var subscription = new WebhookSubscription
            {
                Id = stored.Id,
                Url = new Uri(unlocked.Url),
                Secrets = [.. unlocked.Secrets.Where(s => s.Until is null || s.Until > now).Select(s => s.Secret)],
                Rules = stored.Rules,
                MinSeverity = stored.MinSeverity,
                States = stored.States,
                Format = stored.Format,
            };
            return new WebhookTarget(subscription, formatters.Find(stored.Format) ?? throw new FormatException($"There is no webhook format \"{stored.Format}\"."), pages, client, time);
        }
        catch (Exception exception)
        {
            // Another node may have the key or the format, so the deliveries wait for that node.
            if (!_unreadable.Contains(stored.Id))
                log.WebhookUnreadable(exception, stored.Id);
            return null;
        }
    }

    private StoredWebhook? Decode(Document document)
    {
        try
        {
            return JsonSerializer.Deserialize(document.Data.Span, AlertsJsonContext.Default.StoredWebhook);
        }
        catch (JsonException exception)
        {
            log.WebhookUnreadable(exception, document.Id);
            return null;
        }
    }
}
