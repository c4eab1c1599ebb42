using ServerSessions.Model;

namespace ServerSessions;

/// <summary>Responses to findings of rules, all off by default, and how each response looks.</summary>
public sealed class ResponseOptions
{
    /// <summary>Responses by rule id; empty by default. A response is carried out in mode Enforce and only recorded in mode Shadow.</summary>
    public IDictionary<string, RuleResponse> Rules { get; } = new Dictionary<string, RuleResponse>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Path of the application's step-up, such as "/step-up". A challenged person is redirected there with <c>returnUrl</c>, and requests to it and below
    /// it are let through. Null by default: the answer is then 401 with a problem type, as it always is for programs.
    /// </summary>
    public string? ChallengePath { get; set; }

    /// <summary>Maximum number of requests a minute of a throttled session on each node, 1 to 6,000; 10 by default.</summary>
    public int ThrottledPerMinute { get; set; } = 10;

    /// <summary>Duration of a challenge that is not passed; 24 hours by default.</summary>
    public TimeSpan ChallengeFor { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Duration of a throttle; 15 minutes by default.</summary>
    public TimeSpan ThrottleFor { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Duration of a revocation; 30 days by default. It must be at least the lifetime of the application's tickets and tokens.</summary>
    public TimeSpan RevokeFor { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Duration of a block; 1 hour by default.</summary>
    public TimeSpan BlockFor { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Users that are exempt from the responses of rules, such as administrators and monitoring: ids of the application, or their hashes. A user of
    /// another issuer with the same id is not exempt; see <see cref="AllowUser"/>. Empty by default.
    /// </summary>
    public IList<string> AllowedUsers { get; } = [];

    /// <summary>Exempts a user of an external issuer from the responses of rules.</summary>
    /// <param name="user">The user id, as in the claim.</param>
    /// <param name="issuer">The issuer of the id, as in the claim.</param>
    /// <returns>These options.</returns>
    public ResponseOptions AllowUser(string user, string issuer)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(user);
        ArgumentException.ThrowIfNullOrWhiteSpace(issuer);
        AllowedForeignUsers.Add((user, issuer));
        return this;
    }

    internal IList<(string User, string Issuer)> AllowedForeignUsers { get; } = [];

    /// <summary>Networks that are exempt from the responses of rules, by CIDR ("192.0.2.0/24"). Empty by default.</summary>
    public IList<string> AllowedNetworks { get; } = [];

    /// <summary>
    /// Maximum number of decisions of one rule in a minute, per process; 60 by default, 1 to 100,000. Further decisions are recorded as withheld and
    /// logged, because a rule that misfires must not sign out everyone. Each rule has its own maximum, so a client cannot exhaust it with one rule to
    /// escape another.
    /// </summary>
    public int MaxPerMinute { get; set; } = 60;

    internal TimeSpan Lasting(ResponseKind kind) => kind switch
    {
        ResponseKind.Challenge => ChallengeFor,
        ResponseKind.Throttle => ThrottleFor,
        ResponseKind.Block => BlockFor,
        _ => RevokeFor,
    };

    /// <summary>Returns what is wrong with the settings.</summary>
    internal IEnumerable<string> Faults()
    {
        if (ChallengePath is { } path && !path.StartsWith('/'))
            yield return $"Responses.ChallengePath is \"{path}\"; expected a path that begins with \"/\".";
        if (ThrottledPerMinute is < 1 or > 6_000)
            yield return $"Responses.ThrottledPerMinute is {ThrottledPerMinute}; expected 1 to 6000.";
        if (MaxPerMinute is < 1 or > 100_000)
            yield return $"Responses.MaxPerMinute is {MaxPerMinute}; expected 1 to 100000.";
        foreach (var kind in Enum.GetValues<ResponseKind>())
            if (Lasting(kind) is var lasting && (lasting <= TimeSpan.Zero || lasting > TimeSpan.FromDays(366)))
                yield return $"Responses.{(kind == ResponseKind.Observe ? ResponseKind.Revoke : kind)}For is {lasting}; expected more than zero and at most 366 days.";
        foreach (var network in AllowedNetworks)
            if (NetworkText.Fault(network) is { } expected)
                yield return $"Responses.AllowedNetworks has \"{network}\"; {expected}";
    }
}
