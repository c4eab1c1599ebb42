using Microsoft.Extensions.Logging;

namespace ServerSessions.Alerts.Budget;

/// <summary>After an hour with too many alerts, reports how many were not sent: one message for each rule and target.</summary>
internal sealed class FloodSummaries(AlertBudget budget, AlertDispatcher dispatcher, ILogger<FloodSummaries> log)
{
    /// <summary>Sends the summaries. Their ids come from rule and hour, so sending them again, after a crash or from two nodes at once, creates no duplicate.</summary>
    public async ValueTask SendAsync(CancellationToken cancellationToken)
    {
        var ended = await budget.EndedAsync(cancellationToken);
        if (ended.Count == 0)
            return;
        foreach (var held in ended)
            await dispatcher.SummarizeAsync(held, cancellationToken);
        await budget.RemoveAsync(ended, cancellationToken);
        foreach (var held in ended)
            log.AlertsSuppressed(DateTimeOffset.UnixEpoch.AddHours(held.Hour), held.Tally.Sent.Sum(), held.Rule, held.Tally.Suppressed.Sum());
    }
}
