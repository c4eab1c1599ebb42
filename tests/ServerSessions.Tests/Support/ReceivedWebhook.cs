using Microsoft.AspNetCore.Http;

namespace ServerSessions.Tests.Support;

/// <summary>A request as a receiver saw it.</summary>
internal sealed record ReceivedWebhook(string Path, IHeaderDictionary Headers, byte[] Body);
