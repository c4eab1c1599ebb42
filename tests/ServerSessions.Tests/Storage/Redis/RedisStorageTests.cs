namespace ServerSessions.Tests.Storage.Redis;

public sealed class RedisStorageTests(SingleServer server) : RedisConformance(server.Server.Endpoint), IClassFixture<SingleServer>;
