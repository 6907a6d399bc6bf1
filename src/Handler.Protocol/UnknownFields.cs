namespace Handler.Protocol;

/// <summary>What reading does with fields that this version does not know (they are never an error).</summary>
public enum UnknownFields
{
    /// <summary>Kept in <see cref="WireObject.ExtensionData"/> and written again: what a client and a receiver want.</summary>
    Keep,

    /// <summary>Dropped, so that they are neither stored nor relayed: what an agent wants.</summary>
    Ignore,

    /// <summary>
    /// As <see cref="Ignore"/>, but kept in push configs: for a caller who named an extension that puts fields there, such as
    /// <see cref="PushDeliveryExtension"/>.
    /// </summary>
    KeepInPushConfigs,
}
