namespace ServerSessions.Tests.Storage.Redis;

public sealed class RedisClusterStorageTests(ThreePrimaries cluster) : RedisConformance(cluster.Cluster.Endpoints), IClassFixture<ThreePrimaries>;
