namespace ServerSessions.Reports;

/// <summary>The rules with their modes and their precision, for code inside the application. The admin API uses the same service.</summary>
public interface ISessionRules
{
    /// <summary>Lists the rules.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<IReadOnlyList<DetectorReport>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Sets the mode of a rule, on every node within seconds.</summary>
    /// <param name="rule">Id of the rule, such as "D13".</param>
    /// <param name="mode">The new mode.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The rule with its new mode; null when the id is unknown.</returns>
    /// <exception cref="ArgumentException">The rule cannot have this mode, because it only contributes to others or has no response.</exception>
    ValueTask<DetectorReport?> SetModeAsync(string rule, DetectionMode mode, CancellationToken cancellationToken = default);
}
