using ServerSessions.Storage;
using ServerSessions.Storage.InProcess;

namespace ServerSessions.Tests.Response;

public sealed class InProcessDecisionBoundsTests : DecisionBounds
{
    private protected override Task<ISessionStorage> CreateAsync() =>
        Task.FromResult<ISessionStorage>(new InProcessStorage(new InProcessStorageOptions(2), TimeProvider.System));
}
