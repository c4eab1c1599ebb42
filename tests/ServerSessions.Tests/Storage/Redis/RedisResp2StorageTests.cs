namespace ServerSessions.Tests.Storage.Redis;

/// <summary>The client speaks RESP3 by default; here it speaks the older protocol.</summary>
public sealed class RedisResp2StorageTests(SingleServer server) : RedisConformance(server.Server.Endpoint + ",protocol=resp2"), IClassFixture<SingleServer>;
