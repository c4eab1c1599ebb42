namespace ServerSessions.Tests.Support;

/// <summary>Three fixed keys, as one rotation after another makes them.</summary>
internal static class TestKeys
{
    public static readonly SessionKey Old = Of("old", 1);
    public static readonly SessionKey New = Of("new", 2);
    public static readonly SessionKey Newest = Of("newest", 3);

    private static SessionKey Of(string id, byte fill) => new() { Id = id, Secret = Convert.ToBase64String([.. Enumerable.Repeat(fill, 32)]) };
}
