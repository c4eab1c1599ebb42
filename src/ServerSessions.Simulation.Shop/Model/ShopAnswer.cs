namespace ServerSessions.Simulation.Shop.Model;

/// <summary>What the model shop answers.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The page.</param>
/// <param name="Location">Where a redirect points.</param>
/// <param name="Login">What an attempt to sign in came to.</param>
/// <param name="Outcome">Where the status does not tell how it ended.</param>
/// <param name="KeepsId">It signed somebody in and kept the session.</param>
/// <param name="Field">The field that was not accepted.</param>
internal readonly record struct ShopAnswer(
    int Status, string Body = "", string? Location = null, LoginOutcome Login = LoginOutcome.None, Outcome? Outcome = null, bool KeepsId = false, string? Field = null)
{
    public static ShopAnswer To(string location) => new(302, "", location);
}
