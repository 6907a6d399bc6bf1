using System.Collections.Frozen;
using System.Text.Json.Serialization.Metadata;

namespace Handler.Protocol.Json;

/// <summary>Changes to the generated contracts.</summary>
internal static class WireContracts
{
    /// <summary>Leaves a contract as it was generated.</summary>
    public static void KeepUnknownFields(JsonTypeInfo contract) => _ = contract;

    /// <summary>Without its extension data an object has nowhere to keep unknown fields, so reading skips them.</summary>
    public static void DropUnknownFields(JsonTypeInfo contract)
    {
        for (var i = contract.Properties.Count - 1; i >= 0; i--)
        {
            if (contract.Properties[i].IsExtensionData)
            {
                contract.Properties.RemoveAt(i);
            }
        }
    }

    /// <summary>The same, but push configs keep theirs.</summary>
    public static void DropUnknownFieldsButOfConfigs(JsonTypeInfo contract)
    {
        // By an interface and not by name: the older dialects have configs of their own.
        if (!contract.Type.IsAssignableTo(typeof(IPushConfig)))
        {
            DropUnknownFields(contract);
        }
    }

    /// <summary>Adds what C# types cannot say: unions, lists with at least one element and none that is null.</summary>
    public static void CheckShape(JsonTypeInfo contract, FrozenDictionary<Type, string[]> unions, string prefix)
    {
        if (contract.Kind != JsonTypeInfoKind.Object || WireShape.Of(contract, unions, prefix) is not { } shape)
        {
            return;
        }

        contract.OnDeserialized = value => shape.Check(value, static fault => new WireRuleException(fault));
        contract.OnSerializing = value => shape.Check(value, static fault => new InvalidOperationException(
            $"This value cannot be written as A2A JSON: {fault}"));
    }
}
