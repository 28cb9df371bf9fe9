### Varios mensajes en uno.

digest = { $count } cosas en un solo mensaje, para escribirte menos. A cada una se responde por separado, cuando te venga bien.
reason-folded-into = llegó dentro de otro mensaje
