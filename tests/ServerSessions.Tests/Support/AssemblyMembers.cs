using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace ServerSessions.Tests.Support;

/// <summary>The members of a compiled assembly, as text: those it defines, and those of another that it refers to.</summary>
internal sealed class AssemblyMembers : IDisposable
{
    private readonly PEReader _file;
    private readonly MetadataReader _reader;
    private readonly MemberNames _names;

    public AssemblyMembers(string path)
    {
        _file = new PEReader(File.OpenRead(path));
        _reader = _file.GetMetadataReader();
        _names = new MemberNames(_reader);
    }

    /// <summary>Every member of this other assembly that the code names: "Type::Name signature".</summary>
    public HashSet<string> ReferredTo(string assembly)
    {
        var members = new HashSet<string>(StringComparer.Ordinal);
        foreach (var handle in _reader.MemberReferences)
        {
            var member = _reader.GetMemberReference(handle);
            if (member.Parent.Kind == HandleKind.TypeReference && AssemblyOf((TypeReferenceHandle)member.Parent) == assembly)
                members.Add($"{_names.Of((TypeReferenceHandle)member.Parent)}::{_reader.GetString(member.Name)} {Signature(member)}");
        }
        return members;
    }

    /// <summary>Every method and field that it defines, in the same form.</summary>
    public HashSet<string> Defined()
    {
        var members = new HashSet<string>(StringComparer.Ordinal);
        foreach (var type in _reader.TypeDefinitions)
        {
            var definition = _reader.GetTypeDefinition(type);
            var name = _names.Of(type);
            foreach (var method in definition.GetMethods().Select(_reader.GetMethodDefinition))
                members.Add($"{name}::{_reader.GetString(method.Name)} {Text(method.DecodeSignature(_names, null))}");
            foreach (var field in definition.GetFields().Select(_reader.GetFieldDefinition))
                members.Add($"{name}::{_reader.GetString(field.Name)} {field.DecodeSignature(_names, null)}");
        }
        return members;
    }

    public void Dispose() => _file.Dispose();

    private string? AssemblyOf(TypeReferenceHandle handle)
    {
        var type = _reader.GetTypeReference(handle);
        return type.ResolutionScope.Kind switch
        {
            HandleKind.AssemblyReference => _reader.GetString(_reader.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name),
            HandleKind.TypeReference => AssemblyOf((TypeReferenceHandle)type.ResolutionScope),
            _ => null,
        };
    }

    private string Signature(MemberReference member) => member.GetKind() == MemberReferenceKind.Field
        ? member.DecodeFieldSignature(_names, null)
        : Text(member.DecodeMethodSignature(_names, null));

    private static string Text(MethodSignature<string> signature) =>
        $"{(signature.Header.IsInstance ? "instance" : "static")} {signature.ReturnType} <{signature.GenericParameterCount}>({string.Join(", ", signature.ParameterTypes)})";

    private sealed class MemberNames(MetadataReader reader) : ISignatureTypeProvider<string, object?>
    {
        public string Of(TypeDefinitionHandle handle)
        {
            var type = reader.GetTypeDefinition(handle);
            var outer = type.GetDeclaringType();
            return (outer.IsNil ? Namespace(type.Namespace) : Of(outer) + "+") + reader.GetString(type.Name);
        }

        public string Of(TypeReferenceHandle handle)
        {
            var type = reader.GetTypeReference(handle);
            return (type.ResolutionScope.Kind == HandleKind.TypeReference ? Of((TypeReferenceHandle)type.ResolutionScope) + "+" : Namespace(type.Namespace))
                + reader.GetString(type.Name);
        }

        public string GetTypeFromDefinition(MetadataReader r, TypeDefinitionHandle handle, byte rawTypeKind) => Of(handle);

        public string GetTypeFromReference(MetadataReader r, TypeReferenceHandle handle, byte rawTypeKind) => Of(handle);

        public string GetTypeFromSpecification(MetadataReader r, object? context, TypeSpecificationHandle handle, byte rawTypeKind) =>
            r.GetTypeSpecification(handle).DecodeSignature(this, context);

        public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

        public string GetSZArrayType(string elementType) => elementType + "[]";

        public string GetArrayType(string elementType, ArrayShape shape) => $"{elementType}[{shape.Rank}]";

        public string GetByReferenceType(string elementType) => elementType + "&";

        public string GetPointerType(string elementType) => elementType + "*";

        public string GetPinnedType(string elementType) => elementType;

        public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

        public string GetFunctionPointerType(MethodSignature<string> signature) => "method";

        public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) => $"{genericType}<{string.Join(", ", typeArguments)}>";

        public string GetGenericMethodParameter(object? context, int index) => "!!" + index;

        public string GetGenericTypeParameter(object? context, int index) => "!" + index;

        private string Namespace(StringHandle handle) => handle.IsNil ? "" : reader.GetString(handle) + ".";
    }
}
