using Microsoft.Extensions.Logging;

namespace ServerSessions.Consents;

/// <summary>What the keeping of consent logs. Event ids 620 to 639, 690.</summary>
internal static partial class Log
{
    [LoggerMessage(620, LogLevel.Warning, "A proof of consent could not be stored; trying again. The decision holds meanwhile, because the browser's cookie carries it.")]
    public static partial void ProofDelayed(ILogger logger, Exception exception);

    [LoggerMessage(621, LogLevel.Error, "{Waiting} proofs of consent wait for storage: a further decision holds, and has no proof. Counted as serversessions.consent.unproven.")]
    public static partial void ProofLost(ILogger logger, int waiting);

    [LoggerMessage(625, LogLevel.Error, "{Waiting} withdrawals wait for storage: what a further one withdraws is not erased. Ask the person to withdraw again, or erase it.")]
    public static partial void WithdrawalLost(ILogger logger, int waiting);

    [LoggerMessage(690, LogLevel.Warning, "A decision about consent has no proof, because a limit is reached: Consent:{Limit}. The decision holds. "
        + "Further ones are counted as serversessions.consent.unproven.")]
    public static partial void ProofAboveLimit(ILogger logger, string limit);

    [LoggerMessage(622, LogLevel.Error, "The process stops with {Lost} proofs of consent that storage did not take. The decisions hold, because the browsers' cookies carry them.")]
    public static partial void ProofsLostAtStop(ILogger logger, int lost);

    [LoggerMessage(623, LogLevel.Warning, "Proofs of consent that are past their retention could not be removed; trying again.")]
    public static partial void ProofsNotTidied(ILogger logger, Exception exception);

    [LoggerMessage(624, LogLevel.Warning, "What users decided about consent could not be read; until it can, the decision of the browser counts.")]
    public static partial void UserUnread(ILogger logger, Exception exception);
}
