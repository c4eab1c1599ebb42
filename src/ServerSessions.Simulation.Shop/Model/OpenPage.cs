namespace ServerSessions.Simulation.Shop.Model;

/// <summary>The page that a browser shows.</summary>
/// <param name="Time">Start of the request that loaded it, Unix microseconds.</param>
/// <param name="Step">Its step.</param>
/// <param name="HasForm">Whether it is there for its form.</param>
/// <param name="IsRefused">Whether it says that the form before it was not accepted.</param>
internal sealed record OpenPage(long Time, string Step, bool HasForm, bool IsRefused);
