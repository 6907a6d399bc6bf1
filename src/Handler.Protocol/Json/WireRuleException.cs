using System.Text.Json;

namespace Handler.Protocol.Json;

/// <summary>A fault that our own rules found; its message says all but the path, which the serializer fills in.</summary>
internal sealed class WireRuleException(string message) : JsonException(message);
