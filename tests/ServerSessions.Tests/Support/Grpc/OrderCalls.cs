using Grpc.Core;

namespace ServerSessions.Tests.Support.Grpc;

/// <summary>Answers at once; a unary call fails with the status that its message names by number.</summary>
public sealed class OrderCalls : OrderCallsBase
{
    public override Task<byte[]> Place(byte[] message, ServerCallContext context) =>
        message is [> 0 and var status] ? throw new RpcException(new Status((StatusCode)status, "no")) : Task.FromResult(message);

    public override Task Watch(byte[] message, IServerStreamWriter<byte[]> answers, ServerCallContext context) => answers.WriteAsync(message);

    public override Task<byte[]> Upload(IAsyncStreamReader<byte[]> messages, ServerCallContext context) => Task.FromResult(Array.Empty<byte>());

    public override Task Chat(IAsyncStreamReader<byte[]> messages, IServerStreamWriter<byte[]> answers, ServerCallContext context) => answers.WriteAsync([1]);
}
