using Grpc.Core;

namespace ServerSessions.Tests.Support.Grpc;

/// <summary>A gRPC service with a unary method and one of each kind of stream, as generated code declares it; messages are bytes.</summary>
[BindServiceMethod(typeof(OrderCallsBase), nameof(Bind))]
public abstract class OrderCallsBase
{
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(message => message, message => message);

    public abstract Task<byte[]> Place(byte[] message, ServerCallContext context);

    public abstract Task Watch(byte[] message, IServerStreamWriter<byte[]> answers, ServerCallContext context);

    public abstract Task<byte[]> Upload(IAsyncStreamReader<byte[]> messages, ServerCallContext context);

    public abstract Task Chat(IAsyncStreamReader<byte[]> messages, IServerStreamWriter<byte[]> answers, ServerCallContext context);

    public static void Bind(ServiceBinderBase binder, OrderCallsBase? calls)
    {
        binder.AddMethod(Method(MethodType.Unary, nameof(Place)), calls is null ? null! : calls.Place);
        binder.AddMethod(Method(MethodType.ServerStreaming, nameof(Watch)), calls is null ? null! : calls.Watch);
        binder.AddMethod(Method(MethodType.ClientStreaming, nameof(Upload)), calls is null ? null! : calls.Upload);
        binder.AddMethod(Method(MethodType.DuplexStreaming, nameof(Chat)), calls is null ? null! : calls.Chat);
    }

    private static Method<byte[], byte[]> Method(MethodType type, string name) => new(type, "shop.Orders", name, Bytes, Bytes);
}
