using System.Text.Json;
using System.Text.Json.Serialization;

namespace Handler.Protocol;

/// <summary>What every A2A wire object has in common: it may carry fields that this version does not know.</summary>
/// <remarks>
/// Records compare their lists and dictionaries by reference, not by content; compare the JSON when content is meant.
/// </remarks>
public abstract record WireObject
{
    private protected WireObject()
    {
    }

    /// <summary>
    /// Fields that were on the wire and are not of this version, in their order, kept as they came. <c>null</c> when there
    /// were none, and always <c>null</c> when the object was read with <see cref="UnknownFields.Ignore"/>.
    /// </summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? ExtensionData { get; set; }
}
