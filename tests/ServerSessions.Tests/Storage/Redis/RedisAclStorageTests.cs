namespace ServerSessions.Tests.Storage.Redis;

/// <summary>The contract's facts for a user that has nothing but what the line in docs/redis.md grants.</summary>
public sealed class RedisAclStorageTests(RestrictedServer server) : RedisConformance(server.Address, "ss:"), IClassFixture<RestrictedServer>;
