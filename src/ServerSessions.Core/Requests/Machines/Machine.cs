using ServerSessions.Model;

namespace ServerSessions.Requests.Machines;

/// <summary>A machine that a user agent names.</summary>
/// <param name="Name">Its name in the lists.</param>
/// <param name="Kind">One of <see cref="ClientKinds"/>.</param>
internal sealed record Machine(string Name, string Kind)
{
    /// <summary>It names itself a crawler, an AI agent or an uptime check, and is no program that people use.</summary>
    public bool IsBot => Kind is ClientKinds.Crawler or ClientKinds.Agent or ClientKinds.UptimeCheck;
}
