using System.Diagnostics.CodeAnalysis;
using Handler.Protocol.Json;

namespace Handler.Protocol;

/// <summary>The names of the kinds of updates.</summary>
public static class UpdateKindExtensions
{
    extension(UpdateKind kind)
    {
        /// <summary>The name in JSON, such as <c>artifact</c>.</summary>
        public string WireName => UpdateKindConverter.Names.NameOf(kind);

        /// <summary>Reads such a name, exactly as it is on the wire.</summary>
        public static bool TryParseWireName([NotNullWhen(true)] string? name, out UpdateKind parsed) =>
            UpdateKindConverter.Names.TryParse(name, out parsed);
    }
}
