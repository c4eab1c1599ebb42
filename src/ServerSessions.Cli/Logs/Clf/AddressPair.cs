namespace ServerSessions.Cli.Logs.Clf;

/// <summary>The two addresses of one line.</summary>
/// <param name="First">Id of the one that comes first.</param>
/// <param name="Second">Id of the other.</param>
/// <param name="IsFirstOwn">The first one is of a network of the site's own.</param>
/// <param name="IsSecondOwn">Whether the second one is the site's own.</param>
/// <param name="IsBehind">The second one stands behind the request.</param>
internal readonly record struct AddressPair(int First, int Second, bool IsFirstOwn, bool IsSecondOwn, bool IsBehind);
