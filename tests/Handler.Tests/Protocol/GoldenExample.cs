using Handler.Protocol;

namespace Handler.Tests.Protocol;

/// <summary>A wire example of an older dialect.</summary>
/// <param name="Read">Reads it as the type it is an example of.</param>
/// <param name="Write">Writes such a value.</param>
/// <param name="FromV1">Makes it of an example of 1.0; null when 1.0 has nothing that it comes from.</param>
internal sealed record GoldenExample(Func<byte[], UnknownFields, object> Read, Func<object, byte[]> Write, Func<byte[]>? FromV1)
{
    public static T V1<T>(string name) => A2AJson.Read<T>(GoldenFile.Read($"v1/{name}"));
}
