"""The classes among the globals of a browser that must be called with `new`.

Measured in Chromium 156: each global that is a function was called without `new`, and with it; here are those of
which the first alone fails. `Date`, `Array`, `Object`, `Error`, `RegExp`, `Number` and their like do without.
"""

_OF_THE_LANGUAGE = """
    ArrayBuffer AsyncDisposableStack BigInt64Array BigUint64Array DataView DisposableStack FinalizationRegistry
    Float16Array Float32Array Float64Array Int16Array Int32Array Int8Array Iterator Map Promise Proxy Set
    Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakRef WeakSet
"""
OF_THE_LANGUAGE = frozenset(_OF_THE_LANGUAGE.split())

_OF_THE_BROWSER = """
    AbortController AbsoluteOrientationSensor Accelerometer AnalyserNode Animation AnimationEvent
    AnimationPlaybackEvent Audio AudioBuffer AudioBufferSourceNode AudioContext AudioData AudioDecoder
    AudioEncoder AudioProcessingEvent AudioWorkletNode BeforeInstallPromptEvent BiquadFilterNode Blob BlobEvent
    BroadcastChannel ByteLengthQueuingStrategy CSSKeywordValue CSSMathClamp CSSMathInvert CSSMathMax CSSMathMin
    CSSMathNegate CSSMathProduct CSSMathSum CSSMatrixComponent CSSPerspective CSSPositionValue CSSRotate
    CSSScale CSSSkew CSSSkewX CSSSkewY CSSStyleSheet CSSTransformValue CSSTranslate CSSUnitValue
    CSSUnparsedValue CSSVariableReferenceValue CaptureController ChannelMergerNode ChannelSplitterNode
    CharacterBoundsUpdateEvent ClipboardChangeEvent ClipboardEvent ClipboardItem CloseEvent CloseWatcher
    CommandEvent Comment CompositionEvent CompressionStream ConstantSourceNode
    ContentVisibilityAutoStateChangeEvent ConvolverNode CookieChangeEvent CountQueuingStrategy
    CustomElementRegistry CustomEvent DOMError DOMException DOMMatrix DOMMatrixReadOnly DOMParser DOMPoint
    DOMPointReadOnly DOMQuad DOMRect DOMRectReadOnly DataTransfer DecompressionStream DelayNode
    DeviceMotionEvent DeviceOrientationEvent Document DocumentFragment DocumentPictureInPictureEvent
    DocumentTimeline DragEvent DynamicsCompressorNode EditContext EncodedAudioChunk EncodedVideoChunk ErrorEvent
    Event EventSource EventTarget EyeDropper FederatedCredential File FileReader FileSystemObserver FocusEvent
    FontFace FontFaceSetLoadEvent FormData FormDataEvent GPUInternalError GPUOutOfMemoryError GPUPipelineError
    GPUUncapturedErrorEvent GPUValidationError GainNode GamepadEvent GravitySensor Gyroscope HIDConnectionEvent
    HashChangeEvent Headers Highlight IDBVersionChangeEvent IIRFilterNode IdentityCredentialError IdleDetector
    Image ImageCapture ImageData ImageDecoder InputDeviceCapabilities InputEvent InterestEvent
    IntersectionObserver KeyboardEvent KeyframeEffect LinearAccelerationSensor MIDIConnectionEvent
    MIDIMessageEvent MediaElementAudioSourceNode MediaEncryptedEvent MediaKeyMessageEvent MediaMetadata
    MediaQueryListEvent MediaRecorder MediaSource MediaStream MediaStreamAudioDestinationNode
    MediaStreamAudioSourceNode MediaStreamEvent MediaStreamTrackEvent MediaStreamTrackGenerator
    MediaStreamTrackProcessor MessageChannel MessageEvent MouseEvent MutationObserver NavigateEvent
    NavigationCurrentEntryChangeEvent Notification Observable OfflineAudioCompletionEvent OfflineAudioContext
    OffscreenCanvas Option Origin OscillatorNode OverconstrainedError PageRevealEvent PageSwapEvent
    PageTransitionEvent PannerNode PasswordCredential Path2D PaymentMethodChangeEvent PaymentRequest
    PaymentRequestUpdateEvent PerformanceMark PerformanceObserver PeriodicWave PictureInPictureEvent
    PointerEvent PopStateEvent PresentationConnectionAvailableEvent PresentationConnectionCloseEvent
    PresentationRequest PressureObserver Profiler ProgressEvent PromiseRejectionEvent QuotaExceededError
    RTCDTMFToneChangeEvent RTCDataChannelEvent RTCEncodedAudioFrame RTCEncodedVideoFrame RTCError RTCErrorEvent
    RTCIceCandidate RTCPeerConnection RTCPeerConnectionIceErrorEvent RTCPeerConnectionIceEvent
    RTCRtpScriptTransform RTCSessionDescription RTCTrackEvent Range ReadableStream ReadableStreamBYOBReader
    ReadableStreamDefaultReader RelativeOrientationSensor ReportingObserver Request ResizeObserver Response
    Sanitizer ScrollTimeline SecurityPolicyViolationEvent SensorErrorEvent SharedWorker SpeechGrammar
    SpeechGrammarList SpeechRecognition SpeechRecognitionErrorEvent SpeechRecognitionEvent
    SpeechRecognitionPhrase SpeechSynthesisErrorEvent SpeechSynthesisEvent SpeechSynthesisUtterance StaticRange
    StereoPannerNode StorageEvent SubmitEvent TaskController TaskPriorityChangeEvent Text TextDecoder
    TextDecoderStream TextEncoder TextEncoderStream TextFormat TextFormatUpdateEvent TextUpdateEvent
    TimelineTrigger ToggleEvent Touch TouchEvent TrackEvent TransformStream TransitionEvent UIEvent URL
    URLPattern URLSearchParams USBAlternateInterface USBConfiguration USBConnectionEvent USBEndpoint
    USBInTransferResult USBInterface USBIsochronousInTransferPacket USBIsochronousInTransferResult
    USBIsochronousOutTransferPacket USBIsochronousOutTransferResult USBOutTransferResult VTTCue VideoColorSpace
    VideoDecoder VideoEncoder VideoFrame ViewTimeline VirtualKeyboardGeometryChangeEvent WaveShaperNode
    WebGLContextEvent WebKitCSSMatrix WebKitMutationObserver WebSocket WebSocketError WebSocketStream
    WebTransport WebTransportError WheelEvent WindowControlsOverlayGeometryChangeEvent Worker WritableStream
    WritableStreamDefaultWriter XMLHttpRequest XMLSerializer XPathEvaluator XRInputSourceEvent
    XRInputSourcesChangeEvent XRLayerEvent XRRay XRReferenceSpaceEvent XRRigidTransform XRSessionEvent
    XRVisibilityMaskChangeEvent XRWebGLBinding XRWebGLLayer XSLTProcessor
"""
OF_THE_BROWSER = frozenset(_OF_THE_BROWSER.split())
