using Microsoft.Extensions.Logging;

namespace ServerSessions.Alerts.Budget;

/// <summary>When an hour is over in which there were too many alerts, tells how many were not sent: one message a rule and target.</summary>
internal sealed class FloodSummaries(AlertBudget budget, AlertDispatcher dispatcher, ILogger<FloodSummaries> log)
{
    /// <summary>The messages have ids of their rule and hour: telling them again, after a crash or on two nodes at once, makes none anew.</summary>
    public async ValueTask TellAsync(CancellationToken cancellationToken)
    {
        var ended = await budget.EndedAsync(cancellationToken);
        if (ended.Count == 0)
            return;
        foreach (var held in ended)
            await dispatcher.SummarizeAsync(held, cancellationToken);
        await budget.ToldAsync(ended, cancellationToken);
        foreach (var held in ended)
            log.AlertsHeld(held.Rule, held.Tally.Told.Sum(), held.Tally.Held.Sum(), DateTimeOffset.UnixEpoch.AddHours(held.Hour));
    }
}
