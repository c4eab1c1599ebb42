namespace ServerSessions.Simulation;

/// <summary>An invented customer, which the sample shop has in Development and simulated visitors use to sign in.</summary>
/// <param name="Email">The login name.</param>
/// <param name="Name">The name shown.</param>
/// <param name="Password">The right password.</param>
public sealed record DemoAccount(string Email, string Name, string Password);
